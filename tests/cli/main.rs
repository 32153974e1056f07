//! The command as its users meet it: bad input, exit codes, and the same bytes every time.

mod adopt;
mod bad_input;
mod baseline;
mod commands;
mod config;
mod deep;
mod encodings;
mod fix;
mod hard;
mod new_from;
mod outputs;
mod paths;
mod readme;
mod rust_input;
mod same_bytes;
mod sandbox;
mod stdin;
mod suppression;
mod terminal;
mod words;
