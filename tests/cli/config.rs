//! `sockleak.toml`: where it is looked for, what it may say, and how it is told that something is wrong with it.

use crate::sandbox::Sandbox;

/// Whether this leaks depends on what `hand_over` does.
const USE: &str = "int f(void) {\n    int s = socket(AF_INET, SOCK_STREAM, 0);\n    if (s < 0) return -1;\n    hand_over(s);\n    return 0;\n}\n";

const MODEL: &str = "names = [\"hand_over\"]\nrole = \"transfer\"\nhandle = 0\n";

fn with_config(text: &str) -> Sandbox {
    Sandbox::empty().with("src/net/a.c", USE).with("sockleak.toml", text)
}

fn section() -> String {
    format!("[[models.function]]\n{MODEL}")
}

#[test]
fn the_nearest_file_counts() {
    Sandbox::empty().with("src/net/a.c", USE).run(&["check"]).ends(1).says(&["a.c:5"]);
    let sandbox = with_config(&section());
    for args in [&["check"][..], &["check", "src/net"], &["check", "src/net/a.c"]] {
        sandbox.run(args).ends(0);
    }
    sandbox.run(&["check", "--isolated"]).ends(1);
    let sandbox = sandbox.with("src/sockleak.toml", "");
    sandbox.run(&["check", "src/net"]).ends(1);
    sandbox.run(&["check"]).ends(0);
    sandbox.run(&["check", "src/net", "--config", "sockleak.toml"]).ends(0);
    sandbox.run(&["rules", "--functions"]).ends(0).says(&["hand_over"]);
    sandbox.run(&["dump", "--states", "src/net/a.c"]).ends(0);
}

#[test]
fn none_beyond_the_repository_counts() {
    let sandbox = with_config(&section()).with("src/.git/HEAD", "");
    sandbox.run(&["check", "src/net"]).ends(1);
}

#[test]
fn it_names_model_files_and_has_the_last_word() {
    let file = format!("[[function]]\n{MODEL}");
    let sandbox = with_config("[models]\nfiles = [\"tools/net.toml\"]\n").with("tools/net.toml", &file);
    sandbox.run(&["check"]).ends(0);
    let only_used = "[[models.function]]\nnames = [\"hand_over\"]\nrole = \"use\"\nhandle = 0\n";
    let sandbox = sandbox.with("sockleak.toml", format!("[models]\nfiles = [\"tools/net.toml\"]\n{only_used}"));
    sandbox.run(&["check"]).ends(1);
    sandbox.run(&["check", "--models", "tools/net.toml"]).ends(0);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (text, told) in [
        ("[modles]\n", "sockleak.toml:1:2: unknown key `modles`; did you mean `models`?"),
        ("\nlevel = 3\n", "sockleak.toml:2:1: unknown key `level`; known are `models`"),
        ("[models]\nfile = []\n", "sockleak.toml:2:1: unknown key `file`"),
        (
            "[[models.function]]\nnames = [\"f\"]\nrole = \"use\"\nhandel = 0\n",
            "sockleak.toml:4:1: unknown key `handel`; did you mean `handle`?",
        ),
        (
            "[[models.function]]\nnames = [\"f\"]\nrole = \"us\"\n",
            "sockleak.toml:3:8: unknown value `us`; did you mean `use`?",
        ),
        ("[[models.function]]\nnames = [\"f\"]\n", "sockleak.toml:1:1: missing field `role`"),
        ("[models]\nfiles = [\"none.toml\"]\n", "sockleak.toml:2:10: there is no file `none.toml`"),
        ("[models]\nfiles = \"none.toml\"\n", "sockleak.toml:2:9: `files` is a list of paths"),
        ("models = 3\n", "sockleak.toml:1:10: `models` is a table"),
        ("[models\n", "sockleak.toml:1:8: "),
        ("[[models.function]]\nnames = [\"f\"]\nrole = \"release\"\n", "`f` needs a `handle`"),
    ] {
        let ran = with_config(text).run(&["check"]);
        ran.ends(2).says(&[told]);
        assert!(ran.out.is_empty() && ran.err.lines().count() == 1, "{}", ran.err);
    }
    let sandbox = with_config("[models]\nfiles = [\"net.toml\"]\n").with("net.toml", "[[function]]\nname = \"f\"\n");
    sandbox.run(&["check"]).ends(2).says(&["net.toml:2:1: unknown key `name`; did you mean `names`?"]);
    sandbox.run(&["check", "--isolated", "--models", "gone.toml"]).ends(2).says(&["gone.toml: no such file"]);
    sandbox.run(&["check", "--config", "gone.toml"]).ends(2).says(&["gone.toml: no such file"]);
    sandbox.run(&["check", "--config", "net.toml", "--isolated"]).ends(2);
    let sandbox = Sandbox::empty().with("a.c", USE).with("sockleak.toml", b"\xff\xfe");
    sandbox.run(&["check"]).ends(2).says(&["sockleak.toml: stream did not contain valid"]);
}
