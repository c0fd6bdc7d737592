//! Whether words are denied or only told.
use crate::literal::Hit;
use crate::rules::Literals;
use crate::verdict::Held;
use std::ops::Range;
/// Clauses of a text.
pub struct Clauses;
impl Clauses {
    /// Reads them.
    pub fn new(_text: &str, _hits: &[Hit], _literals: &Literals) -> Clauses { Clauses }
    /// Whether the words there are held back.
    pub fn held(&self, _range: Range<usize>) -> Option<Held> { None }
}
