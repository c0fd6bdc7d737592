//! One file per command.

pub(crate) mod check;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod index;
mod lines;
pub(crate) mod new;
pub(crate) mod pack;
pub(crate) mod scan;
mod show;
pub(crate) mod test;
