//! `caveat-host`
fn main() {}
