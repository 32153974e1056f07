//! The texts that findings speak of.

use super::{FileId, SourceFile};

/// The files of a run that are still at hand. Those without findings or problems may be gone.
pub trait Sources {
    /// The file with this number, if it was kept.
    fn get(&self, file: FileId) -> Option<&SourceFile>;
}

impl Sources for [SourceFile] {
    fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.iter().find(|source| source.id == file)
    }
}

impl Sources for Vec<SourceFile> {
    fn get(&self, file: FileId) -> Option<&SourceFile> {
        Sources::get(self.as_slice(), file)
    }
}

impl Sources for SourceFile {
    fn get(&self, file: FileId) -> Option<&SourceFile> {
        (self.id == file).then_some(self)
    }
}
