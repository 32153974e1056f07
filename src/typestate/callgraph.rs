//! Which functions of a unit call which, and the order in which to summarise them.

use crate::ir::{Callee, Function, Inst};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Strongly connected components of the call graph, callees first; members in the order given.
pub fn components(functions: &[Arc<Function>]) -> Vec<Vec<usize>> {
    let by_name: FxHashMap<&str, usize> = functions.iter().enumerate().map(|(at, f)| (f.name.as_str(), at)).collect();
    let callees: Vec<Vec<usize>> = functions.iter().map(|function| callees(function, &by_name)).collect();
    Tarjan::run(&callees)
}

fn callees(function: &Function, by_name: &FxHashMap<&str, usize>) -> Vec<usize> {
    let mut found: Vec<usize> = function
        .insts()
        .filter_map(|inst| match inst {
            Inst::Call { callee: Callee::Named(name), .. } => by_name.get(name.as_str()).copied(),
            _ => None,
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Tarjan's algorithm with its own stack, so that a long chain of calls is no limit.
struct Tarjan<'g> {
    callees: &'g [Vec<usize>],
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    components: Vec<Vec<usize>>,
}

const UNSEEN: usize = usize::MAX;

impl Tarjan<'_> {
    fn run(callees: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let n = callees.len();
        let mut tarjan = Tarjan {
            callees,
            index: vec![UNSEEN; n],
            low: vec![0; n],
            on_stack: vec![false; n],
            stack: Vec::new(),
            next: 0,
            components: Vec::new(),
        };
        for root in 0..n {
            if tarjan.index[root] == UNSEEN {
                tarjan.visit(root);
            }
        }
        tarjan.components
    }

    fn enter(&mut self, node: usize) {
        self.index[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn visit(&mut self, root: usize) {
        self.enter(root);
        let mut work = vec![(root, 0)];
        while let Some((node, at)) = work.pop() {
            match self.callees[node].get(at) {
                Some(&next) => {
                    work.push((node, at + 1));
                    if self.index[next] == UNSEEN {
                        self.enter(next);
                        work.push((next, 0));
                    } else if self.on_stack[next] {
                        self.low[node] = self.low[node].min(self.index[next]);
                    }
                }
                None => {
                    if let Some(&(parent, _)) = work.last() {
                        self.low[parent] = self.low[parent].min(self.low[node]);
                    }
                    self.close(node);
                }
            }
        }
    }

    fn close(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        component.sort();
        self.components.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callees_come_first_and_cycles_together() {
        let graph = [vec![1], vec![2, 3], vec![1], vec![]];
        assert_eq!(Tarjan::run(&graph), [vec![3], vec![1, 2], vec![0]]);
    }
}
