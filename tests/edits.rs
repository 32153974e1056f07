//! A thousand edits of a tree with known findings: none of the old ones comes back, and each new leak is told.
//!
//! The edits come from generators with fixed seeds, so that a run that fails can be run again. Rounds know nothing of each
//! other and run side by side.

use rayon::prelude::*;
use sockleak::baseline::Known;
use sockleak::check::{Options, check};
use sockleak::model::Models;
use sockleak::report::{Report, Scope, Selection};
use sockleak::rules::Rules;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

const EDITS: usize = 1000;
/// After so many edits a tree starts anew, or it would grow for ever.
const ROUND: usize = 20;

/// Functions that leak, each in its own way; `{n}` makes their names differ.
const LEAKS: [&str; 5] = [
    "int dial_{n}(const struct sockaddr *to, socklen_t len)\n{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0)\n        return -1;\n    if (connect(s, to, len) < 0)\n        return -1;\n    close(s);\n    return 0;\n}\n",
    "int ask_{n}(int size, char *buf)\n{\n    int n, fd = socket(AF_INET, SOCK_STREAM, 0);\n    if (fd < 0)\n        return -1;\n    n = recv(fd, buf, size, 0);\n    if (n < 0)\n        return -1;\n    if (n == 0)\n        return 0;\n    close(fd);\n    return n;\n}\n",
    "void serve_{n}(int listener, char *buf)\n{\n    for (;;) {\n        int c = accept(listener, NULL, NULL);\n        if (c < 0)\n            continue;\n        if (send(c, buf, 9, 0) < 0)\n            continue;\n        close(c);\n    }\n}\n",
    "void stop_{n}(void)\n{\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0)\n        return;\n    close(s);\n    close(s);\n}\n",
    "int pair_{n}(const struct sockaddr *a)\n{\n    int one, two;\n    one = socket(AF_INET, SOCK_STREAM, 0);\n    if (one < 0)\n        return -1;\n    two = socket(AF_INET6, SOCK_STREAM, 0);\n    if (two < 0)\n        return -1;\n    if (bind(two, a, sizeof(*a)) < 0) {\n        close(one);\n        return -1;\n    }\n    close(two);\n    close(one);\n    return 0;\n}\n",
];

/// Numbers that look random: splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// Files by path, each a list of functions.
type Tree = BTreeMap<String, Vec<String>>;

fn tree() -> Tree {
    let function = |n: usize| LEAKS[n % LEAKS.len()].replace("{n}", &n.to_string());
    (0..4).map(|file| (format!("src/f{file}.c"), (0..2).map(|at| function(file * 2 + at)).collect())).collect()
}

/// One edit that changes no behaviour.
fn edit(tree: &mut Tree, random: &mut Random, n: usize) -> String {
    let paths: Vec<String> = tree.keys().cloned().collect();
    let path = paths[random.below(paths.len())].clone();
    let kind = random.below(10);
    match kind {
        0 => {
            let functions = tree.remove(&path).unwrap();
            tree.insert(format!("lib/moved{n}.c"), functions);
        }
        1 => {
            let other = paths[random.below(paths.len())].clone();
            let functions = tree.get_mut(&path).unwrap();
            let at = random.below(functions.len().max(1));
            if !functions.is_empty() {
                let moved = functions.remove(at);
                tree.get_mut(&other).unwrap().push(moved);
            }
        }
        2 => tree.get_mut(&path).unwrap().reverse(),
        3 => tree.get_mut(&path).unwrap().insert(0, format!("int unrelated_{n}(int x)\n{{\n    return x + {n};\n}}\n")),
        _ => {
            let functions = tree.get_mut(&path).unwrap();
            let at = random.below(functions.len().max(1));
            if let Some(text) = functions.get_mut(at) {
                *text = laid_out(text, kind, random, n);
            }
        }
    }
    format!("{kind} on {path}")
}

/// A function in another layout, or with something in it that has nothing to do with sockets.
fn laid_out(text: &str, kind: usize, random: &mut Random, n: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let at = random.below(lines.len().max(1));
    match kind {
        4 => text.replace("    ", "\t"),
        5 => text.replace('\t', "        ").replace(", ", ",\n        "),
        6 => text.replace(" < 0)", "<0)").replace(" = ", "  =  "),
        7 => format!("/* about function {n} */\n\n{text}"),
        8 => {
            let mut new: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            new.insert(at, format!("/* note {n}: close(s) */"));
            new.join("\n") + "\n"
        }
        _ => text.replacen("{\n", &format!("{{\n    int unused_{n} = {n};\n"), 1),
    }
}

fn write(tree: &Tree, root: &Path) {
    let _ = std::fs::remove_dir_all(root);
    for (path, functions) in tree {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, functions.join("\n")).unwrap();
    }
}

/// What is found, and what of it is not known.
fn look(root: &Path, known: Option<&Known>) -> (Known, Vec<String>) {
    static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);
    static MODELS: LazyLock<Models> = LazyLock::new(Models::embedded);
    let rules = &*RULES;
    let options = Options { paths: vec![root.to_owned()], ..Options::default() };
    let outcome = check(&options, &MODELS, rules, &|_, _| ()).unwrap();
    let findings = outcome.files.iter().flat_map(|file| file.findings.clone()).collect();
    let (selection, scope) = (Selection::new(rules), Scope::default());
    let suppressions = outcome.suppressions(rules);
    let mut report = Report::new(findings, Vec::new(), suppressions, scope, &selection, &outcome.files);
    let all = Known::of_report(&report, &outcome.files, root);
    if let Some(known) = known {
        known.apply(&mut report, &outcome.files, root);
    }
    let mut new: Vec<String> = report.diagnostics.iter().map(|found| found.function.clone()).collect();
    new.sort();
    new.dedup();
    (all, new)
}

/// A tree that is edited `ROUND` times. Gives how many leaks were seeded.
fn round(at: usize) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(folder.path()).unwrap().join("tree");
    let mut random = Random(20_261_128 + at as u64);
    let mut tree = tree();
    write(&tree, &root);
    let (known, _) = look(&root, None);
    assert!(known.entries.len() > 8, "{}", known.entries.len());
    let (mut wanted, mut done): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for n in at * ROUND..(at + 1) * ROUND {
        done.push(edit(&mut tree, &mut random, n));
        if random.below(4) == 0 {
            let leak = LEAKS[random.below(LEAKS.len())].replace("{n}", &format!("new{n}"));
            let name = leak.split('(').next().unwrap().rsplit(' ').next().unwrap().to_owned();
            let at = random.below(tree.len());
            tree.values_mut().nth(at).unwrap().push(leak);
            wanted.push(name);
            wanted.sort();
        }
        write(&tree, &root);
        let (_, new) = look(&root, Some(&known));
        assert_eq!(new, wanted, "round {at}, after {done:?}");
    }
    wanted.len()
}

#[test]
fn a_thousand_edits_resurrect_nothing_and_hide_nothing() {
    let seeded: usize = (0..EDITS / ROUND).into_par_iter().map(round).sum();
    println!("{EDITS} edits, {seeded} leaks seeded, all of them told");
    assert!(seeded > EDITS / 5);
}
