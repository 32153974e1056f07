//! Names with a meaning of their own in the IR of languages with enums and futures.

/// The member that holds the name of an enum's variant, as a constant.
pub const VARIANT: &str = "#is";
/// The member that holds what `Ok` and `Some` hold.
pub const VALUE: &str = "value";
/// The member that holds what `Err` holds.
pub const ERROR: &str = "error";
/// What is called where a future is waited for.
pub const AWAIT: &str = "await";
/// What is called in each round that waits for one of several futures.
pub const SELECT: &str = "select!";
/// What is called with a future's result that no pattern fits: its arm is left out from now on.
pub const SWALLOWED: &str = "select!disabled";

/// The member of an element that stands for its own index: who writes to `table[fd]` has written down `fd`.
pub const INDEX: &str = "#index";
