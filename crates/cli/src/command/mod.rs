//! One file per command.

pub(crate) mod careful;
pub(crate) mod check;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod guides;
pub(crate) mod index;
pub(crate) mod keys;
mod lines;
pub(crate) mod new;
pub(crate) mod pack;
pub(crate) mod publish;
pub(crate) mod scan;
mod show;
pub(crate) mod sign;
pub(crate) mod test;
