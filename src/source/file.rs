//! One source file as read from disk.

use super::{Encoding, LineTable, transcode};
use std::sync::OnceLock;

/// The number of a file in one run: its place in the sorted list of inputs, so it is the same in every run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Which front end reads the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// C, and C headers.
    C,
    /// C++, and its headers.
    Cpp,
    /// Rust.
    Rust,
}

impl Language {
    /// Decides by the path's extension, in any case; `None` for a file that sockleak does not read. Of `.h` it says C, though
    /// the text may be C++.
    pub fn of_path(path: &str) -> Option<Language> {
        match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "c" | "h" => Some(Language::C),
            "cc" | "cpp" | "cxx" | "c++" | "hh" | "hpp" | "hxx" | "h++" | "inl" | "ipp" => Some(Language::Cpp),
            "rs" => Some(Language::Rust),
            _ => None,
        }
    }
}

/// A file's bytes with what is needed to speak of places in them.
#[derive(Debug)]
pub struct SourceFile {
    /// Number in this run.
    pub id: FileId,
    /// The path as shown to the user: as given or found, with forward slashes.
    pub path: String,
    /// The front end that reads it.
    pub language: Language,
    /// The text: the bytes on disk, or UTF-8 if they were UTF-16.
    pub text: Vec<u8>,
    /// How the bytes on disk were encoded.
    pub encoding: Encoding,
    lines: OnceLock<LineTable>,
}

impl SourceFile {
    /// Takes the bytes of a file as read from disk.
    pub fn new(id: FileId, path: impl Into<String>, language: Language, bytes: Vec<u8>) -> SourceFile {
        let (text, encoding) = transcode(bytes);
        SourceFile { id, path: path.into(), language, text, encoding, lines: OnceLock::new() }
    }

    /// Decodes part of the text for showing it.
    pub fn decode(&self, part: &[u8]) -> String {
        self.lines().decode(&self.text, part)
    }

    /// The line table, built when first asked for.
    pub fn lines(&self) -> &LineTable {
        self.lines.get_or_init(|| LineTable::new(&self.text))
    }
}
