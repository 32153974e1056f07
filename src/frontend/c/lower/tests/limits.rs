//! Inputs that are too much.

use super::lowered;
use crate::frontend::ProblemKind;

fn refusal(text: &str) -> Option<String> {
    let lowered = lowered(text);
    assert_eq!(lowered.function.is_none(), !lowered.problems.is_empty());
    lowered.problems.first().map(|problem| {
        assert_eq!(problem.kind, ProblemKind::Function);
        problem.message.clone()
    })
}

#[test]
fn deep_nesting_is_refused_before_it_costs_the_stack() {
    for (open, close) in
        [("(", ")"), ("{", "}"), ("!", ""), ("x[", "]"), ("if (x) ", ""), ("({", ";})"), ("x ? y : ", "")]
    {
        for depth in [10, 5000] {
            let middle = if open == "{" { "x;" } else { "x" };
            let text = format!("void f(int x) {{ {}{middle}{}; }}", open.repeat(depth), close.repeat(depth));
            let message = refusal(&text);
            assert_eq!(message.is_some(), depth > 100, "{open} {depth}: {message:?}");
        }
    }
}

#[test]
fn the_deepest_that_is_lowered_fits_a_small_stack() {
    let deepest = |open: &str, middle: &str, close: &str| {
        let text = |depth: usize| format!("void f(int x) {{ {}{middle}{}; }}", open.repeat(depth), close.repeat(depth));
        (1..600).rev().step_by(7).find(|&depth| lowered(&text(depth)).function.is_some())
    };
    for (open, middle, close) in
        [("(", "x", ")"), ("{", "x;", "}"), ("({", "x", ";})"), ("g(", "x", ")"), ("x ? y : ", "x", "")]
    {
        assert!(deepest(open, middle, close).is_some_and(|depth| depth > 50), "{open}");
    }
}

#[test]
fn long_chains_are_not_deep() {
    let chain = "if (x) a(); else ".repeat(3000);
    assert_eq!(refusal(&format!("void f(int x) {{ {chain} b(); }}")), None);
}

#[test]
fn a_text_that_confuses_the_parser_without_end_is_given_up() {
    let text = format!("void f(void) {{ {} }}", "a < b (c) [ ".repeat(20_000));
    let lowered = lowered(&text);
    assert!(!lowered.problems.is_empty());
}
