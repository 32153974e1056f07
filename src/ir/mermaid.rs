//! A function's graph as a Mermaid flowchart, which forges draw in place.

use super::{BlockId, Function, Terminator};
use std::fmt::Write;

/// The flowchart's text.
pub fn mermaid(function: &Function) -> String {
    let mut out = String::from("flowchart TD\n");
    for (at, block) in function.blocks.iter().enumerate() {
        let mut lines: Vec<String> = block.insts.iter().map(|inst| function.show_inst(inst)).collect();
        lines.push(match &block.terminator {
            Terminator::Goto { .. } => String::new(),
            Terminator::Branch { cond, .. } => format!("{} ?", function.show_cond(cond)),
            Terminator::Switch { value, .. } => format!("switch {}", function.show_operand(value)),
            other @ (Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. }) => {
                function.show_terminator(other)
            }
        });
        lines.retain(|line| !line.is_empty());
        let _ = writeln!(out, "  bb{at}[\"bb{at}<br/>{}\"]", escape(&lines.join("\n")));
        edges(&mut out, at, &block.terminator);
    }
    out
}

fn edges(out: &mut String, from: usize, terminator: &Terminator) {
    let mut edge = |label: &str, to: BlockId| {
        let label = if label.is_empty() { String::new() } else { format!("|{}|", escape(label)) };
        let _ = writeln!(out, "  bb{from} -->{label} bb{}", to.0);
    };
    match terminator {
        Terminator::Goto { target, .. } => edge("", *target),
        Terminator::Branch { then, otherwise, .. } => {
            edge("yes", *then);
            edge("no", *otherwise);
        }
        Terminator::Switch { cases, default, .. } => {
            for (constant, to) in cases {
                edge(&constant.to_string(), *to);
            }
            edge("else", *default);
        }
        Terminator::Return { .. } | Terminator::Throw { .. } | Terminator::Diverge { .. } => {}
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br/>")
}
