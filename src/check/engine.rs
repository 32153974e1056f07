//! The engine on one file, with bugs in it kept to the functions that show them.

use super::guard::guarded;
use crate::frontend::{Problem, ProblemKind};
use crate::ir::Function;
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// Looks at the functions of a file with `look`. If that panics, the functions that make it panic by themselves are set
/// aside, so that calls of them are calls of something unknown, and each becomes a problem. If the rest still panics, the
/// file has no result.
pub fn look_guarded<T>(
    source: &SourceFile,
    functions: &mut Vec<Arc<Function>>,
    problems: &mut Vec<Problem>,
    look: impl Fn(&[Arc<Function>]) -> T,
) -> Option<T> {
    if let Ok(seen) = guarded(|| look(functions)) {
        return Some(seen);
    }
    functions.retain(|function| match guarded(|| look(std::slice::from_ref(function))) {
        Ok(_) => true,
        Err(what) => {
            let message = format!("`{}` was not analysed: internal error: {what}", function.name);
            problems.push(Problem { span: function.name_span, kind: ProblemKind::Function, message });
            false
        }
    });
    guarded(|| look(functions))
        .map_err(|what| {
            let message = format!("internal error: {what}");
            problems.push(Problem { span: whole(source), kind: ProblemKind::File, message });
        })
        .ok()
}

fn whole(source: &SourceFile) -> Span {
    Span::new(0, source.text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontend::c::{CParser, FileEnv, Prepared, lower};
    use crate::source::{FileId, Language};

    fn function(text: &str) -> Arc<Function> {
        let span = Span::new(0, text.len());
        let mut prepared = Prepared { text: text.as_bytes().to_vec(), span, ..Prepared::default() };
        prepared.map.push_file(0, 0);
        let lowered = lower(&prepared, FileId(0), &FileEnv::default(), &mut CParser::new(), &mut |_, _| false);
        Arc::new(lowered.function.unwrap())
    }

    #[test]
    fn one_bad_function_costs_only_itself() {
        let source = SourceFile::new(FileId(0), "a.c", Language::C, Vec::new());
        let mut functions = vec![function("int good(void) { return 1; }"), function("int bad(void) { return 2; }")];
        let look = |functions: &[Arc<Function>]| {
            assert!(functions.iter().all(|function| function.name.as_str() != "bad"), "it is bad");
            functions.len()
        };
        let mut problems = Vec::new();
        assert_eq!(look_guarded(&source, &mut functions, &mut problems, look), Some(1));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].message.contains("`bad` was not analysed: internal error: it is bad"), "{problems:?}");
    }
}
