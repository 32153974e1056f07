//! Files that are built for Windows in the place of others: of `ip-cooked.c` and `ip-win32.c` it is the second one.

use super::facts::Parts;
use super::headers::Library;
use super::text::{FunctionSlice, NoNames};
use crate::frontend::World;
use crate::source::SourceFile;

/// How the names of such files tell the system.
const SYSTEMS: [&str; 3] = ["win32", "windows", "win"];

/// Whether a file for Windows beside `source`, by its name, defines one of the functions that `source` defines: no program
/// has both.
pub fn has_twin(source: &SourceFile, library: &Library, text: &[u8], functions: &[FunctionSlice]) -> bool {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    let own = defined(text, functions);
    let is_other = |twin: &String| twin != name && library.is_beside(source, twin);
    let mut twins = names(name).into_iter().filter(is_other).filter_map(|twin| library.find(source, &twin, true));
    twins.any(|twin| {
        let parts = Parts::new(&twin);
        let (functions, _) = parts.declarations(&parts.choose(&NoNames, World::Windows, &[]));
        defined(&parts.text, &functions).iter().any(|name| own.contains(name))
    })
}

/// The names of the functions that other files can call.
fn defined<'t>(text: &'t [u8], functions: &[FunctionSlice]) -> Vec<&'t [u8]> {
    let is_shared = |function: &&FunctionSlice| {
        let head = &text[function.span.start as usize..function.name.start as usize];
        memchr::memmem::find(head, b"static").is_none()
    };
    let names = functions.iter().filter(is_shared).map(|function| &text[function.name.range()]);
    names.filter(|name| *name != b"main").collect()
}

/// Names that a file has which is for Windows what the file `name` is for other systems.
fn names(name: &str) -> Vec<String> {
    let Some((stem, ending)) = name.rsplit_once('.') else { return Vec::new() };
    let (first, last) = (stem.rsplit_once(['-', '_']).map(|it| it.0), stem.split_once(['-', '_']).map(|it| it.1));
    let mut found = Vec::new();
    for system in SYSTEMS {
        for mark in ['-', '_'] {
            found.extend([Some(stem), first].into_iter().flatten().map(|of| format!("{of}{mark}{system}.{ending}")));
            found.extend([Some(stem), last].into_iter().flatten().map(|of| format!("{system}{mark}{of}.{ending}")));
        }
    }
    found
}
