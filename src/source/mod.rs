//! Files as bytes: identity, spans, lines and encodings. Knows nothing of any language's syntax.
//!
//! A *span* is a half-open range of byte offsets into [`SourceFile::text`], which is the file as read, except that
//! UTF-16 is transcoded to UTF-8. Every span anywhere in sockleak refers to that text.

mod comments;
mod encoding;
mod file;
mod lines;
mod sources;
mod span;

pub use comments::{without_comments, without_literals};
pub use encoding::{Encoding, decode_line, transcode};
pub use file::{FileId, Language, SourceFile};
pub use lines::{LineTable, Position};
pub use sources::Sources;
pub use span::{Location, Span};
