//! Sources and lists of files on standard input.

use crate::sandbox::{LEAK, Ran, Sandbox, command};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

fn fed(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut command = command(folder, args, &[]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that ends early closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn a_source_is_checked_under_the_name_that_it_is_given() {
    let sandbox = Sandbox::empty();
    let folder = sandbox.path("");
    fed(&folder, &["check", "-", "--stdin-filename", "net/new.c"], LEAK.as_bytes()).ends(1).says(&["net/new.c:8"]);
    fed(&folder, &["check", "-", "--stdin-filename", "a.rs"], b"fn main() {}\n").ends(0).says(&["checked 1 file"]);
    fed(&folder, &["check", "-"], b"").ends(2).says(&["needs --stdin-filename"]);
    fed(&folder, &["check", "--stdin-filename", "a.c"], b"").ends(2).says(&["needs `-`"]);
    fed(&folder, &["check", "-", "--files-from", "-", "--stdin-filename", "a.c"], b"")
        .ends(2)
        .says(&["cannot be both"]);
}

#[test]
fn a_source_counts_in_place_of_its_file_and_with_its_tree() {
    let sandbox = Sandbox::new().with("drop.c", "#include <unistd.h>\nvoid drop(int s) { close(s); }\n");
    let folder = sandbox.path("");
    let mended = LEAK.replace("if (n < 0) return -1", "if (n < 0) { drop(s); return -1; }");
    fed(&folder, &["check", ".", "-", "--stdin-filename", "good.c"], mended.as_bytes())
        .ends(0)
        .says(&["checked 2 files"]);
    sandbox.run(&["check"]).ends(1);
}

#[test]
fn files_are_listed_in_a_file_or_on_standard_input() {
    let sandbox =
        Sandbox::new().with("with blank.c", LEAK).with("not.c", LEAK).with("list", "good.c\r\n\nwith blank.c\n");
    sandbox.run(&["check", "--files-from", "list"]).ends(1).says(&["checked 2 files", "with blank.c:8"]);
    let folder = sandbox.path("");
    fed(&folder, &["check", "--files-from", "-"], b"good.c\0with blank.c\0").ends(1).says(&["checked 2 files"]);
    fed(&folder, &["check", "--files-from", "-"], b"").ends(0).says(&["nothing was checked"]);
    fed(&folder, &["check", "--files-from", "-"], b"gone.c\n").ends(2).says(&["gone.c: no such file"]);
    sandbox.run(&["check", "--files-from", "no-list"]).ends(2).says(&["no-list: no such file"]);
}
