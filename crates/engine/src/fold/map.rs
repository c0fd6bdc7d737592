//! Where each byte of a folded text came from.

/// A stretch of folded text with one origin. It reaches to the next piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    folded: u32,
    original: u32,
    /// 0: byte for byte. Otherwise the whole piece came from `original..block_end`.
    block_end: u32,
}

/// Pieces in folded order. Ordinary text needs one piece for each run of white space it collapses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Map {
    pieces: Vec<Piece>,
}

impl Map {
    /// Says that what is appended at `folded` is the original's bytes from `original` on.
    #[inline]
    pub(super) fn exact(&mut self, folded: usize, original: usize) {
        if let Some(last) = self.pieces.last()
            && last.block_end == 0
            && original.wrapping_sub(last.original as usize) == folded - last.folded as usize
        {
            return;
        }
        self.push(folded, original, 0);
    }

    /// Says that what is appended at `folded` came from all of `original..end`.
    pub(super) fn block(&mut self, folded: usize, original: usize, end: usize) {
        self.push(folded, original, end);
    }

    fn push(&mut self, folded: usize, original: usize, block_end: usize) {
        self.truncate(folded);
        self.pieces.push(Piece {
            folded: folded as u32,
            original: original as u32,
            block_end: block_end as u32,
        });
    }

    /// Forgets what was said of `folded` and after.
    pub(super) fn truncate(&mut self, folded: usize) {
        while self.pieces.last().is_some_and(|p| p.folded as usize >= folded) {
            self.pieces.pop();
        }
    }

    fn index(&self, folded: usize) -> usize {
        self.pieces.partition_point(|p| p.folded as usize <= folded).saturating_sub(1)
    }

    /// Where the byte at `folded` starts in the original.
    pub(super) fn start(&self, folded: usize) -> usize {
        match self.pieces.get(self.index(folded)) {
            Some(p) if p.block_end == 0 => p.original as usize + folded - p.folded as usize,
            Some(p) => p.original as usize,
            None => 0,
        }
    }

    /// Where the text before `folded` (at least 1) ends in the original.
    pub(super) fn end(&self, folded: usize) -> usize {
        match self.pieces.get(self.index(folded - 1)) {
            Some(p) if p.block_end == 0 => p.original as usize + folded - p.folded as usize,
            Some(p) => p.block_end as usize,
            None => 0,
        }
    }
}

/// A piece of text to be replaced, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) start: u32,
    pub(super) end: u32,
    /// One ASCII character, or 0 to delete.
    pub(super) to: u8,
}

/// Applies ascending, separate edits to `text`, and to its map.
pub(super) fn apply(text: &str, map: &Map, edits: &[Edit]) -> (String, Map) {
    let mut out = String::with_capacity(text.len());
    let mut result = Map::default();
    let mut from = 0;
    let copy = |out: &mut String, result: &mut Map, from: usize, to: usize| {
        if from < to {
            let base = out.len();
            let first = map.index(from);
            for p in &map.pieces[first..] {
                if p.folded as usize >= to {
                    break;
                }
                let skipped = from.saturating_sub(p.folded as usize);
                let folded = base + (p.folded as usize + skipped) - from;
                if p.block_end == 0 {
                    result.exact(folded, p.original as usize + skipped);
                } else {
                    result.block(folded, p.original as usize, p.block_end as usize);
                }
            }
            out.push_str(&text[from..to]);
        }
    };
    for edit in edits {
        let (start, end) = (edit.start as usize, edit.end as usize);
        copy(&mut out, &mut result, from, start);
        if edit.to != 0 {
            result.block(out.len(), map.start(start), map.end(end));
            out.push(edit.to as char);
        }
        from = end;
    }
    copy(&mut out, &mut result, from, text.len());
    (out, result)
}
