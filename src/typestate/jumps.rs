//! Jumps to one place: where errors share a label, one close stands for many.

use super::calls::CallSite;
use super::context::FunctionCx;
use crate::ir::{Block, BlockId, CmpOp, Const, Inst, Operand, Terminator};
use crate::model::NameKind;

/// How many jumps behind `from` lead to a call, with nothing called between the place that they lead to and the call; 1 if
/// they do not count.
pub fn jumps_to(cx: &FunctionCx, from: BlockId, call: &CallSite) -> usize {
    let Some(label) = label(cx, call) else { return 1 };
    let starts = start(cx.function.block(label)).unwrap_or(call.span.start);
    let is_jump = |block: &BlockId| match cx.function.block(*block).terminator {
        Terminator::Goto { span: Some(span), .. } => span.start < starts && cx.cfg.reaches(from, *block),
        _ => false,
    };
    let jumps = cx.cfg.predecessors[label.0 as usize].iter().filter(|block| is_jump(block));
    jumps.count().max(1)
}

/// The nearest block before a call at which ways meet, if nothing is called on the way from there.
fn label(cx: &FunctionCx, call: &CallSite) -> Option<BlockId> {
    let is_call = |inst: &Inst| matches!(inst, Inst::Call { .. } | Inst::Opaque { .. });
    let mut block = call.point.block;
    // A function has no more blocks than that one behind the other.
    for _ in 0..cx.function.blocks.len() {
        match cx.cfg.predecessors[block.0 as usize][..] {
            [] => return None,
            [before] if cx.function.block(before).insts.iter().any(is_call) => return None,
            [before] => block = before,
            _ => return Some(block),
        }
    }
    None
}

/// Where the text of a block begins.
fn start(block: &Block) -> Option<u32> {
    let of_end = match &block.terminator {
        Terminator::Branch { span, .. } | Terminator::Return { span, .. } => Some(span.start),
        _ => None,
    };
    block.insts.first().map(|inst| inst.span().start).or(of_end)
}

/// Whether `block` may be come to where a code has just said that the thing is not done yet: no failure.
pub fn may_be_pending(cx: &FunctionCx, block: BlockId) -> bool {
    let mut ways = cx.function.blocks.iter().flat_map(|block| pending(cx, &block.terminator));
    ways.any(|way| way == block || cx.cfg.reaches(way, block))
}

/// The ways on which a code says, or a function may say of it, that it is worth another try.
fn pending(cx: &FunctionCx, terminator: &Terminator) -> Vec<BlockId> {
    match terminator {
        Terminator::Branch { cond, then, otherwise, .. } => {
            let is_told = is_told(cx, &cond.lhs) || is_told(cx, &cond.rhs);
            let is_code = |operand: &Operand| matches!(operand, Operand::Const(code) if is_retry(cx, code));
            match cond.op {
                _ if is_told => vec![*then, *otherwise],
                _ if !is_code(&cond.lhs) && !is_code(&cond.rhs) => Vec::new(),
                CmpOp::Ne => vec![*otherwise],
                _ => vec![*then],
            }
        }
        Terminator::Switch { cases, .. } => {
            cases.iter().filter(|(code, _)| is_retry(cx, code)).map(|(_, way)| *way).collect()
        }
        _ => Vec::new(),
    }
}

fn is_retry(cx: &FunctionCx, code: &Const) -> bool {
    let Const::Sym(name) = code else { return false };
    let name = name.as_str();
    cx.models.is_retry(name.strip_prefix('-').unwrap_or(name))
}

/// Whether it is what a function says that tells a retry from a failure, by its name.
fn is_told(cx: &FunctionCx, operand: &Operand) -> bool {
    let gives = |call: &CallSite| call.dest.is_some() && call.dest == operand.place();
    cx.calls.iter().any(|call| gives(call) && cx.models.name_suggests(&call.name, NameKind::Retries))
}
