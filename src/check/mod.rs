//! The pipeline: files in, findings out, in parallel and always in the same order.
mod clock;
mod guard;
mod headers;
mod inputs;
mod read;
mod skipped;
mod walk;
