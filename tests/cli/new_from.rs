//! `check --new-from`: only what another revision does not have.

use crate::sandbox::{LEAK, Ran, Sandbox};
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args([
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "init.defaultBranch=main",
    ]);
    let output = command.args(args).env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", folder).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn commit(sandbox: &Sandbox) {
    git(&sandbox.path(""), &["add", "-A"]);
    git(&sandbox.path(""), &["commit", "-q", "-m", "more"]);
}

/// A repository whose first commit leaks at `good.c:8`.
fn repository() -> Sandbox {
    let sandbox = Sandbox::new();
    git(&sandbox.path(""), &["init", "-q"]);
    commit(&sandbox);
    sandbox
}

fn new(sandbox: &Sandbox, revision: &str) -> Ran {
    sandbox.run(&["check", "--new-from", revision])
}

#[test]
fn what_was_there_is_not_told() {
    let sandbox = repository();
    new(&sandbox, "HEAD").ends(0).says(&["nothing found (1 known)"]);
    let sandbox = sandbox.with("good.c", format!("int other;\n{LEAK}")).with("more.c", LEAK.replace("fetch", "again"));
    let ran = new(&sandbox, "HEAD");
    ran.ends(1).says(&["more.c:8", "1 error (1 known)"]);
    commit(&sandbox);
    new(&sandbox, "HEAD").ends(0);
    new(&sandbox, "HEAD~1").ends(1);
    sandbox.run(&["check", "good.c", "--new-from", "HEAD~1"]).ends(0);
    sandbox.run(&["check", "more.c", "--new-from", "HEAD~1"]).ends(1);
    std::fs::create_dir(sandbox.path("sub")).unwrap();
    let up = crate::sandbox::run_in(&sandbox.path("sub"), &["check", "..", "--new-from", "HEAD~1"], &[]);
    up.ends(1).says(&["../more.c:8", "1 error (1 known)"]);
}

#[test]
fn a_close_taken_out_of_another_file_is_caught() {
    let calls = LEAK.replace("if (n < 0) return -1;", "if (n < 0) { drop(s); return -1; }");
    let sandbox = Sandbox::empty().with("use.c", &calls).with("drop.c", "void drop(int s) { close(s); }\n");
    git(&sandbox.path(""), &["init", "-q"]);
    commit(&sandbox);
    new(&sandbox, "HEAD").ends(0).says(&["nothing found\n"]);
    let sandbox = sandbox.with("drop.c", "void drop(int s) { (void)s; }\n");
    new(&sandbox, "HEAD").ends(1).says(&["use.c:8"]);
}

#[test]
fn an_edit_elsewhere_resurrects_nothing() {
    let hidden = LEAK.replace("n = recv", "connection_add(s); n = recv");
    let sandbox = Sandbox::empty().with("use.c", hidden).with("old.c", LEAK.replace("fetch", "old"));
    git(&sandbox.path(""), &["init", "-q"]);
    commit(&sandbox);
    let sandbox = sandbox.with("add.c", "void connection_add(int s) { (void)s; }\n");
    sandbox.run(&["check"]).ends(1).says(&["use.c:8"]);
    new(&sandbox, "HEAD").ends(0).says(&["(2 known)"]);
}

#[test]
fn configuration_counts_for_both() {
    let config = "exclude = [\"gen/\"]\n[[override]]\npaths = [\"quiet/\"]\nrules = { recv-error-leak = \"off\" }\n";
    let sandbox = repository().with("sockleak.toml", config).with("gen/a.c", LEAK).with("quiet/a.c", LEAK);
    commit(&sandbox);
    new(&sandbox, "HEAD").ends(0).says(&["(1 known)"]);
    let sandbox = sandbox.with("sockleak.toml", "");
    new(&sandbox, "HEAD").ends(0).says(&["(3 known)"]);
    // What a file of the revision says about ignoring counts there, as it does now.
    let sandbox = sandbox.with(".gitignore", "gen/\n");
    new(&sandbox, "HEAD").ends(0).says(&["(2 known)"]);
}

#[test]
fn three_dots_mean_where_the_branches_parted() {
    let sandbox = repository();
    let folder = sandbox.path("");
    git(&folder, &["checkout", "-q", "-b", "work"]);
    let sandbox = sandbox.with("work.c", LEAK.replace("fetch", "work"));
    commit(&sandbox);
    git(&folder, &["checkout", "-q", "main"]);
    let sandbox = sandbox.with("good.c", LEAK.replace("if (n < 0) return -1", "if (n < 0) { close(s); return -1; }"));
    commit(&sandbox);
    git(&folder, &["checkout", "-q", "work"]);
    new(&sandbox, "main...").ends(1).says(&["work.c:8", "1 error (1 known)"]);
    new(&sandbox, "main").ends(1).says(&["2 errors"]);
}

#[test]
fn what_git_cannot_give_is_told() {
    let sandbox = repository();
    for revision in ["gone", "HEAD~7", "gone...", "HEAD:good.c"] {
        let ran = new(&sandbox, revision);
        ran.ends(2).says(&["there is no revision"]);
        assert!(ran.out.is_empty() && ran.err.lines().count() == 1, "{}", ran.err);
    }
    sandbox.run(&["check", "--new-from=--help"]).ends(2).says(&["there is no revision `--help`"]);
    new(&Sandbox::new(), "HEAD").ends(2).says(&["is in no git repository"]);
    let outside = Sandbox::new();
    let path = outside.path("good.c");
    sandbox
        .run(&["check", "good.c", path.to_str().unwrap(), "--new-from", "HEAD"])
        .ends(2)
        .says(&["is not in the repository"]);
    let ran = crate::sandbox::run_in(&sandbox.path(""), &["check", "--new-from", "HEAD"], &[("PATH", "")]);
    ran.ends(2).says(&["the program `git` was not found"]);
}

#[test]
fn a_shallow_clone_is_told_how_to_get_more() {
    let sandbox = repository().with("more.c", LEAK.replace("fetch", "again"));
    commit(&sandbox);
    let clone = Sandbox::empty();
    let from = format!("file://{}", sandbox.path("").display());
    git(&clone.path(""), &["clone", "-q", "--depth", "1", &from, "here"]);
    let ran = crate::sandbox::run_in(&clone.path("here"), &["check", "--new-from", "HEAD~1"], &[]);
    ran.ends(2).says(&["there is no revision `HEAD~1`; this is a shallow clone", "git fetch --unshallow"]);
    crate::sandbox::run_in(&clone.path("here"), &["check", "--new-from", "HEAD"], &[]).ends(0);
}

#[test]
#[cfg(target_os = "linux")]
fn a_path_that_is_no_unicode_is_known_too() {
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::empty();
    let path = sandbox.path("").join(std::ffi::OsStr::from_bytes(b"odd\xff.c"));
    std::fs::write(&path, LEAK).unwrap();
    git(&sandbox.path(""), &["init", "-q"]);
    commit(&sandbox);
    new(&sandbox, "HEAD").ends(0).says(&["(1 known)"]);
}
