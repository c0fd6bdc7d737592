//! Many short texts in one long one.

/// A table of texts: `pool` is their concatenation, `ends[i]` where text `i` ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    /// All texts, one after the other.
    pub pool: String,
    /// Byte offset in `pool` where each text ends; ascending.
    pub ends: Vec<u32>,
}

impl Strings {
    /// Appends a text and returns its index.
    pub fn push(&mut self, text: &str) -> u32 {
        self.pool.push_str(text);
        self.ends.push(self.pool.len() as u32);
        (self.ends.len() - 1) as u32
    }

    /// The text at `index`; empty when there is none.
    pub fn get(&self, index: u32) -> &str {
        let i = index as usize;
        let Some(&end) = self.ends.get(i) else {
            return "";
        };
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        self.pool.get(start as usize..end as usize).unwrap_or("")
    }

    /// The bytes of the text at `index`: cheaper to come by than the text, for comparing many.
    pub fn bytes(&self, index: u32) -> &[u8] {
        let i = index as usize;
        let Some(&end) = self.ends.get(i) else {
            return &[];
        };
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        self.pool.as_bytes().get(start as usize..end as usize).unwrap_or(&[])
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|i| self.get(i))
    }

    /// Finds `text` in a table whose texts are sorted by their bytes.
    pub fn find_sorted(&self, text: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.bytes(middle).cmp(text.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

impl<'a> FromIterator<&'a str> for Strings {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Strings {
        let mut strings = Strings::default();
        for text in texts {
            strings.push(text);
        }
        strings
    }
}
