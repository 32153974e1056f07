//! The sockleak command.
fn main() {}
