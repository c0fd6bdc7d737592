//! `--careful`: warn earlier, as people may ask Caveat to.

use caveat_engine::{Care, Options};

#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Careful {
    /// Warn earlier, at the price of more needless warnings.
    #[arg(long)]
    careful: bool,
}

impl Careful {
    pub(crate) fn options(self) -> Options<'static> {
        let care = if self.careful { Care::More } else { Care::Usual };
        Options { care, ..Options::default() }
    }
}
