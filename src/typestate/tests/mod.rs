//! Properties that hold whatever the code.

mod bounds;
