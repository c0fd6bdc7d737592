//! What is wrong with a pattern that only its source text shows: these errors point at characters.

use std::ops::Range;

use regex_syntax::ast::{
    self, Ast, ClassPerlKind, ClassSetItem, Flag, FlagsItemKind, RepetitionKind, RepetitionRange,
};
use regex_syntax::hir::HirKind;
use regex_syntax::hir::translate::TranslatorBuilder;

use super::error::{PatternError, PatternErrorKind};

/// A class of more characters than this must not repeat without a bound.
const WIDE: usize = 1_000;

/// Walks the syntax tree.
pub(super) struct Check<'a> {
    pub(super) source: &'a str,
    /// What a character folds to.
    pub(super) fold: &'a dyn Fn(char) -> String,
}

type Checked = Result<(), PatternError>;

impl Check<'_> {
    pub(super) fn check(&self, ast: &Ast) -> Checked {
        match ast {
            Ast::Empty(_) | Ast::Dot(_) | Ast::Assertion(_) | Ast::ClassUnicode(_) => Ok(()),
            Ast::ClassPerl(_) => Ok(()),
            Ast::Flags(set) => self.flags(&set.flags),
            Ast::Literal(literal) => self.literal(literal),
            Ast::ClassBracketed(class) if class.negated => Ok(()),
            Ast::ClassBracketed(class) => self.class_set(&class.kind),
            Ast::Repetition(repetition) => {
                self.check(&repetition.ast)?;
                let bounded = !matches!(
                    repetition.op.kind,
                    RepetitionKind::ZeroOrMore
                        | RepetitionKind::OneOrMore
                        | RepetitionKind::Range(RepetitionRange::AtLeast(_))
                );
                if bounded { Ok(()) } else { self.unbounded(repetition) }
            }
            Ast::Group(group) => {
                if let ast::GroupKind::NonCapturing(flags) = &group.kind {
                    self.flags(flags)?;
                }
                self.check(&group.ast)
            }
            Ast::Alternation(alternation) => {
                alternation.asts.iter().try_for_each(|ast| self.check(ast))
            }
            Ast::Concat(concat) => {
                for pair in concat.asts.windows(2) {
                    if is_space(&pair[0]) && is_space(&pair[1]) {
                        let span = pair[0].span().start.offset..pair[1].span().end.offset;
                        return fail(span, PatternErrorKind::WhiteSpace);
                    }
                }
                concat.asts.iter().try_for_each(|ast| self.check(ast))
            }
        }
    }

    fn flags(&self, flags: &ast::Flags) -> Checked {
        for item in &flags.items {
            if item.kind == FlagsItemKind::Flag(Flag::CaseInsensitive) {
                return fail(range(&item.span), PatternErrorKind::CaseFlag);
            }
        }
        Ok(())
    }

    fn literal(&self, literal: &ast::Literal) -> Checked {
        self.character(literal.c, &literal.span)
    }

    fn character(&self, c: char, span: &ast::Span) -> Checked {
        if c.is_whitespace() && c != ' ' && c != '\n' {
            return fail(range(span), PatternErrorKind::WhiteSpace);
        }
        let folded = (self.fold)(c);
        if folded.chars().eq([c]) {
            return Ok(());
        }
        fail(range(span), PatternErrorKind::NotFolded { found: c, folded })
    }

    fn class_set(&self, set: &ast::ClassSet) -> Checked {
        match set {
            ast::ClassSet::Item(item) => self.class_item(item),
            ast::ClassSet::BinaryOp(op) => {
                self.class_set(&op.lhs)?;
                // What is taken away may well be what never appears.
                match op.kind {
                    ast::ClassSetBinaryOpKind::Intersection => self.class_set(&op.rhs),
                    _ => Ok(()),
                }
            }
        }
    }

    fn class_item(&self, item: &ClassSetItem) -> Checked {
        match item {
            ClassSetItem::Literal(literal) => self.literal(literal),
            // A range's ends tell: [A-Z] is a mistake, [!-~] is a choice.
            ClassSetItem::Range(range) if range.start.c.is_alphanumeric() => {
                self.literal(&range.start)?;
                self.literal(&range.end)
            }
            ClassSetItem::Union(union) => {
                union.items.iter().try_for_each(|item| self.class_item(item))
            }
            ClassSetItem::Bracketed(class) if !class.negated => self.class_set(&class.kind),
            _ => Ok(()),
        }
    }

    /// A repeat without an upper bound: only on one character or a narrow class.
    fn unbounded(&self, repetition: &ast::Repetition) -> Checked {
        let kind = match &*repetition.ast {
            Ast::ClassPerl(class) if !class.negated && class.kind == ClassPerlKind::Digit => {
                return Ok(());
            }
            Ast::Literal(_) => return Ok(()),
            ast => {
                let hir = TranslatorBuilder::new().build().translate(self.source, ast);
                match hir.as_ref().map(|hir| hir.kind()) {
                    Ok(HirKind::Class(class)) => {
                        let count = match class {
                            regex_syntax::hir::Class::Unicode(class) => {
                                class.iter().map(|r| r.len()).sum()
                            }
                            regex_syntax::hir::Class::Bytes(_) => 0,
                        };
                        if count <= WIDE {
                            return Ok(());
                        }
                        PatternErrorKind::UnboundedWide
                    }
                    Ok(HirKind::Literal(literal))
                        if std::str::from_utf8(&literal.0)
                            .is_ok_and(|text| text.chars().count() == 1) =>
                    {
                        return Ok(());
                    }
                    _ => PatternErrorKind::UnboundedGroup,
                }
            }
        };
        fail(range(&repetition.span), kind)
    }
}

fn is_space(ast: &Ast) -> bool {
    matches!(ast, Ast::Literal(literal) if literal.c == ' ')
}

fn range(span: &ast::Span) -> Range<usize> {
    span.start.offset..span.end.offset
}

fn fail(span: Range<usize>, kind: PatternErrorKind) -> Checked {
    Err(PatternError { span, kind })
}
