//! Each construct as a snapshot of the IR it becomes.

mod calls;
mod comments;
mod conditions;
mod declarations;
mod errors;
mod heads;
mod limits;
mod loops;
mod macros;
mod scopes;
mod statements;
mod values;

use super::{Lowered, lower};
use crate::frontend::c::{CParser, Comment, FileEnv, GlobalVar, Prepared};
use crate::ir::{self, Const, Name, Terminator, Ty};
use crate::source::{FileId, Span};
use std::fmt::Write;

/// A text as it is when nothing had to be chosen, expanded or repaired. Comments are blanked; one that begins with
/// `call ` names a function and its arguments.
fn prepared(text: &str) -> Prepared {
    let mut bytes = text.as_bytes().to_vec();
    let mut comments = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("/*").map(|at| at + from) {
        let end = text[start..].find("*/").map_or(text.len(), |at| start + at + 2);
        for byte in bytes[start..end].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        let call = text[start + 2..end - 2].trim().strip_prefix("call ").and_then(|call| {
            let (name, args) = call.trim_end_matches(')').split_once('(')?;
            Some((name.to_owned(), args.split(',').map(str::to_owned).collect()))
        });
        let consents = text[start..end].contains("ignore");
        comments.push(Comment { span: Span::new(start, end), at: start, call, consents });
        from = end;
    }
    Prepared { text: bytes, comments, span: Span::new(0, text.len()), ..Prepared::default() }
}

/// What the file around the test functions declares.
fn env() -> FileEnv {
    let mut env = FileEnv::default();
    env.enumerators.insert(Name::new("ST_CLOSED"), Const::Int(3));
    env.typedefs.insert(Name::new("conn_ptr"), Ty { base: Name::new("struct conn"), pointers: 1, is_array: false });
    env.functions.insert(Name::new("helper"), Ty::value("int"));
    env.noreturn.insert(Name::new("fatal"));
    let listener = GlobalVar { ty: Ty::value("int"), initial: Some(Const::Int(-1)), is_static: true };
    env.globals.insert(Name::new("listener"), listener);
    env
}

fn lowered(text: &str) -> Lowered {
    lower(&prepared(text), FileId(0), &env(), &mut CParser::new(), &mut |_, _| false)
}

fn function(text: &str) -> ir::Function {
    lowered(text).function.expect("the text holds a function")
}

/// Source, IR and problems: what the snapshots hold.
fn shown(text: &str) -> String {
    let lowered = lowered(text);
    let mut out = format!("{}\n\n", text.trim());
    if let Some(function) = &lowered.function {
        assert_eq!(ir::verify(function), Vec::<String>::new());
        out += &ir::pretty(function);
    }
    for problem in &lowered.problems {
        let _ = writeln!(out, "{:?}: {}: {:?}", problem.kind, problem.message, &text[problem.span.range()]);
    }
    out
}

/// Each instruction and terminator with the source it stands for.
fn shown_spans(text: &str) -> String {
    let function = function(text);
    let mut out = format!("{}\n\n", text.trim());
    for block in &function.blocks {
        for inst in &block.insts {
            let _ = writeln!(out, "{:<40} | {}", function.show_inst(inst), &text[inst.span().range()]);
        }
        let span = match &block.terminator {
            Terminator::Goto { span, .. } => *span,
            Terminator::Branch { span, .. }
            | Terminator::Switch { span, .. }
            | Terminator::Return { span, .. }
            | Terminator::Throw { span }
            | Terminator::Diverge { span } => Some(*span),
        };
        let source = span.map_or("(none)", |span| &text[span.range()]);
        let _ = writeln!(out, "{:<40} | {source}", function.show_terminator(&block.terminator));
    }
    out
}

/// A test that compares what a function becomes with its snapshot.
macro_rules! snapshot {
    ($name:ident, $text:expr) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(super::shown($text));
        }
    };
    (spans $name:ident, $text:expr) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(super::shown_spans($text));
        }
    };
}
use snapshot;
