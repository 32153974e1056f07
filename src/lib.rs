//! sockleak finds socket misuse in C, C++ and Rust sources without a build. This page is the map of the source tree.
//!
//! ```text
//! paths -> check: walk, read -> frontend: scan, choose #if arms, expand macros, cut functions, parse, lower
//!       -> ir::Function per world -> typestate: simulate one socket at a time, replay -> Observation
//!                                    shapes (Rust): walk the ways on which a call fails -> Observation
//!                                    phases: follow one socket through bind, listen, connect, shutdown -> Observation
//!       -> rules: which rule speaks -> Finding -> report: level, words, fingerprint -> Diagnostic
//!       -> render: text, JSON, SARIF -> bytes; cli: exit code
//! ```
//!
//! # Layers
//!
//! Bottom first; a module uses only those above it in this list, and `tests/tidy.rs` holds it to that.
//!
//! | module | duty | must not know |
//! |---|---|---|
//! | [`source`] | files as bytes: identity, spans, lines, encodings | any language's syntax |
//! | [`ir`] | functions as blocks over places; text and Mermaid | any language, sockets |
//! | [`dataflow`] | the exploded graph, liveness, backward slices | sockets |
//! | [`frontend`] | from text to IR, one folder per language; never fails, but tells what it did not understand | rules |
//! | [`model`] | what each known function does with a socket, from `rules/models/*.toml` | a language's IR layout |
//! | [`typestate`] | the engine: simulation, replay, summaries, what it observed | rule names |
//! | [`shapes`] | what the shape of a function shows without a simulation: loops around `accept`, owners of descriptors | rule names |
//! | [`phases`] | in which order a socket is set up, used and ended, function by function | rule names |
//! | [`rules`] | rules as pages, `rules/*.md`; which observation is which defect | syntax |
//! | [`report`] | from findings to what the user reads: levels, words, selection, fingerprints | IR |
//! | [`render`] | output formats, one file or folder each | IR |
//! | [`disk`] | files written whole or not at all. From here on the disk is touched | what is in them |
//! | [`config`] | `sockleak.toml`: found, read, told where it is wrong | syntax, IR |
//! | [`baseline`] | findings that are known: a file of them, or another revision's | syntax, IR |
//! | [`check`], [`cli`] | the parallel pipeline; commands. Only here is anything printed | |
//!
//! # What holds everywhere
//!
//! - Results depend on nothing but the files: not on threads, not on the order in which paths are given, not on where the
//!   tree lies. No hash map's order reaches the output, and budgets count steps, never time.
//! - What was not analysed is told. A bug that makes one function panic costs that function, and is told too.
//! - A comment that silences a finding changes neither it nor its fingerprint; one that silences nothing is told. A comment
//!   that says what a function does counts more than its body, and is told if it makes no sense.
//! - A file that nothing is shown of is not kept in memory.
//!
//! # How a tree is gone through
//!
//! - Every file is read once for the names it calls and defines, and looked at as if it were alone: the functions that call
//!   a socket function, and what these call that closes or never returns.
//! - Then round by round ([`check`], `tree.rs`): files hear what the functions they call do, and are read for more as
//!   sockets are seen to go there: callers of what hands out a socket, definitions of what was given one. A round sees only
//!   what the last one told, so order does not matter.
//! - A function is simulated again only if something that it depends on is different (`typestate/memo.rs`), borrowed numbers
//!   only if a socket may be there (`typestate/reach`), and long functions only once the others have come to rest.
//!
//! Five things differ from what was planned, because measurement showed better. Summaries are settled by rounds over the
//! tree and bottom-up only within a file: what is read depends on what is found. Replay searches forward over exact states
//! (2,048 runs of a block, and as many more in haste) in place of 256 enumerated paths, which loops and flags used up. A block may have 64 states, in
//! long functions down to 16: past some 4,000 states a function costs far more than it tells. A dead peer's socket is left to
//! its owner, without a note, where some function closes what that member or variable holds, and where a callback got it;
//! `main` is held to closing a socket only if it does so on some way out: of 64 such notes over 13 trees none was right.
//!
//! # Where to put something new
//!
//! | new | files |
//! |---|---|
//! | a rule on what the engine observes already | `rules/<id>.md`, see `rules/README.md` |
//! | a library's functions | `rules/models/<library>.toml` and a fixture, see `testdata/README.md` |
//! | an output format | `src/render/<format>.rs` and one line in [`render::Format`] |
//! | a language | `src/frontend/<language>/`, one variant of [`source::Language`] |
//! | a key of `sockleak.toml` | a field of [`config::Settings`], and a line in its schema |
//! | a state of a socket, or what changes it | the table in `src/typestate/automaton.rs` |

pub mod baseline;
pub mod check;
pub mod cli;
pub mod config;
pub mod dataflow;
pub mod disk;
pub mod frontend;
pub mod ir;
pub mod model;
pub mod phases;
pub mod render;
pub mod report;
pub mod rules;
pub mod shapes;
pub mod source;
pub mod typestate;
