//! However a function winds, each of its blocks is visited a bounded number of times, and every run sees the same.

use crate::dataflow::{Exploded, HARD, cap};
use crate::frontend::c::{CParser, FileEnv, Prepared, lower};
use crate::ir::Function;
use crate::model::Models;
use crate::source::{FileId, Language, SourceFile, Span};
use crate::typestate::context::FunctionCx;
use crate::typestate::simulate::{simulate, simulate_fully};
use crate::typestate::state::State;
use crate::typestate::subject::subjects;
use proptest::prelude::*;

/// A function body of all that makes states differ: handles born, copied, closed and lent, results tested, flags, loops and
/// jumps out of and into them.
fn statement() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[abc] = socket\\(1, 1, 0\\);",
        "[abc] = accept\\([abc], 0, 0\\);",
        "[abc] = [abc];",
        "[abc] = -1;",
        "close\\([abc]\\);",
        "n = recv\\([abc], buf, 9, 0\\);",
        "p->[st] = [abc];",
        "all\\[n\\] = [abc];",
        "lend\\(&[abc]\\);",
        "lend\\([abc]\\);",
        "[fgh] = [01];",
        "[fgh] = next\\(\\);",
        "goto [LM];",
        "return [fgh];",
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        let block = prop::collection::vec(inner, 1..6).prop_map(|all| format!("{{ {} }}", all.join(" ")));
        let condition = prop_oneof!["[abc] < 0", "n <= 0", "[fgh]", "!p", "[fgh] == 1 && [abc] != -1"];
        prop_oneof![
            (condition.clone(), block.clone(), block.clone())
                .prop_map(|(test, yes, no)| format!("if ({test}) {yes} else {no}")),
            (condition.clone(), block.clone()).prop_map(|(test, body)| format!("while ({test}) {body}")),
            (condition, block.clone()).prop_map(|(test, body)| format!("do {body} while ({test});")),
            block.prop_map(|body| format!("switch (n) {{ case 0: {body} case 1: {body} break; default: {body} }}")),
        ]
    })
}

fn function(body: &str) -> (SourceFile, Function) {
    let head = "int f(int a, struct pair *p) { int b, c, n, g, h; char buf[9]; int all[4]; extern int f;";
    let text = format!("{head} {body} L: n = 0; {body} M: close(a); return n; }}");
    let span = Span::new(0, text.len());
    let mut prepared = Prepared { text: text.clone().into_bytes(), span, ..Prepared::default() };
    prepared.map.push_file(0, 0);
    let lowered = lower(&prepared, FileId(0), &FileEnv::default(), &mut CParser::new(), &mut |_, _| false);
    (SourceFile::new(FileId(0), "f.c", Language::C, text.into_bytes()), lowered.function.expect("it is a function"))
}

/// Visits of each block, and the most of them.
fn most(graph: &Exploded<State>, blocks: usize) -> usize {
    let mut visits = vec![0; blocks];
    graph.nodes().for_each(|(_, block, _)| visits[block.0 as usize] += 1);
    visits.into_iter().max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn visits_are_bounded_and_runs_agree(body in prop::collection::vec(statement(), 1..7)) {
        let (source, function) = function(&body.join(" "));
        let models = Models::embedded();
        let cx = FunctionCx::new(&function, &source, &models, &|_| None, None);
        let blocks = function.blocks.len();
        for tracked in subjects(&cx) {
            let full = simulate_fully(&cx, tracked.clone());
            prop_assert!(most(&full.graph, blocks) <= HARD * cap(blocks));
            let (once, again) = (simulate(&cx, tracked.clone()), simulate(&cx, tracked));
            prop_assert_eq!(format!("{:?}", once.incidents), format!("{:?}", again.incidents));
            prop_assert_eq!(format!("{:?}", once.exits), format!("{:?}", again.exits));
        }
    }
}
