//! Reading one file, with the refusals that keep a run alive.

use super::inputs::Input;
use crate::config::io_reason;
use crate::frontend::c::reads_like_cpp;
use crate::source::{FileId, Language, SourceFile};
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Larger files are not read: what is written by hand is smaller, and what is generated has no reader.
pub const MAX_BYTES: u64 = 4 << 20;

/// How much of a file decides whether it is binary.
const PROBE: usize = 64 << 10;

/// Reads a file, or says why not. A named pipe is never opened, so nothing waits for a writer.
pub fn read(path: &Path, shown: &str, id: FileId, language: Language) -> Result<SourceFile, String> {
    let meta = fs::metadata(path).map_err(|error| io_reason(&error))?;
    if !meta.is_file() {
        return Err(kind_reason(meta.file_type()).to_owned());
    }
    if meta.len() > MAX_BYTES {
        return Err(too_large(&format!(" ({} MiB)", meta.len().div_ceil(1 << 20))));
    }
    let bytes = read_bytes(path, meta.len()).map_err(|error| io_reason(&error))?;
    take(bytes, shown, id, language)
}

/// Reads an input, or takes what stands in for it.
pub fn read_input(input: &Input, id: FileId) -> Result<SourceFile, String> {
    match &input.text {
        Some(text) => take(text.to_vec(), &input.shown, id, input.language),
        None => read(&input.path, &input.shown, id, input.language),
    }
}

fn take(bytes: Vec<u8>, shown: &str, id: FileId, language: Language) -> Result<SourceFile, String> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(""));
    }
    let mut source = SourceFile::new(id, shown, language, bytes);
    if language == Language::C && shown.to_ascii_lowercase().ends_with(".h") && reads_like_cpp(&source.text) {
        source.language = Language::Cpp;
    }
    if looks_binary(&source.text) {
        return Err("a binary file".to_owned());
    }
    Ok(source)
}

/// At most one byte more than is allowed: the length that the system tells need not be true.
fn read_bytes(path: &Path, expected: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn too_large(size: &str) -> String {
    format!("larger than {} MiB{size}", MAX_BYTES >> 20)
}

/// Text in any 8-bit encoding has next to no control characters. A few do no harm: the front ends take them for blanks.
fn looks_binary(text: &[u8]) -> bool {
    let probe = &text[..text.len().min(PROBE)];
    // Without jumps and in counts of one byte, the compiler makes it look at many bytes at once.
    let is_control = |byte: u8| (byte < b'\t') | ((byte > b'\r') & (byte < 0x20) & (byte != 0x1A) & (byte != 0x1B));
    let in_chunk = |chunk: &[u8]| usize::from(chunk.iter().map(|byte| u8::from(is_control(*byte))).sum::<u8>());
    let n: usize = probe.chunks(u8::MAX as usize).map(in_chunk).sum();
    n > 8 && n * 32 > probe.len()
}

/// Why something that is no regular file is not read.
pub fn kind_reason(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe, not a regular file";
        }
        if kind.is_socket() {
            return "a socket, not a regular file";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device, not a regular file";
        }
    }
    if kind.is_dir() { "a folder, not a regular file" } else { "not a regular file" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_control_characters_are_still_text() {
        assert!(!looks_binary(b"int\0 x;\0\0"));
        assert!(looks_binary(&[0; 64]));
        assert!(!looks_binary("// \u{5173}\u{95ED}\r\n\x0C".repeat(20).as_bytes()));
    }
}
