//! `sockleak.toml`: where it is looked for, what it may say, and how it is told that something is wrong with it.

use crate::sandbox::{LEAK, Sandbox};

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
        ("\nlevel = 3\n", "sockleak.toml:2:1: unknown key `level`; known are "),
        ("fail_on = \"error\"\n", "sockleak.toml:1:1: unknown key `fail_on`; did you mean `fail-on`?"),
        ("fail-on = \"eror\"\n", "sockleak.toml:1:11: unknown value `eror`; did you mean `error`?"),
        ("include-tests = 1\n", "sockleak.toml:1:17: "),
        (
            "[rules]\nsocket-leek = \"off\"\n",
            "sockleak.toml:2:1: unknown rule `socket-leek`; did you mean `socket-leak`?",
        ),
        ("[rules]\nsocket-leak = \"offf\"\n", "sockleak.toml:2:15: unknown value `offf`; did you mean `off`?"),
        ("[[override]]\npath = [\"a\"]\nrules = {}\n", "sockleak.toml:2:1: unknown key `path`; did you mean `paths`?"),
        ("exclude = [\"{a\"]\n", "sockleak.toml:1:12: `{a` is no pattern: "),
        ("[models]\nfile = []\n", "sockleak.toml:2:1: unknown key `file`; did you mean `files`?"),
        ("[models]\nxyzzy = []\n", "sockleak.toml:2:1: unknown key `xyzzy`; known are `files`, "),
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

#[test]
fn levels_are_set_by_rule_and_path() {
    let at =
        |config: &str| Sandbox::empty().with("src/a.c", LEAK).with("tests/a.c", LEAK).with("sockleak.toml", config);
    at("").run(&["check"]).ends(1).says(&["error[recv-error-leak]"]);
    at("[rules]\nrecv-error-leak = \"warning\"\n").run(&["check"]).ends(1).says(&["warning[recv-error-leak]"]);
    let note = at("[rules]\nrecv-error-leak = \"note\"\n");
    note.run(&["check"]).ends(0).says(&["note[recv-error-leak]", "2 notes"]);
    note.run(&["check", "--fail-on", "note"]).ends(1);
    let off = at("[rules]\nrecv-error-leak = \"off\"\n");
    off.run(&["check"]).ends(0).says(&["nothing found"]);
    off.run(&["check", "--rule", "recv-error-leak"]).ends(1);
    let tests = at("[[override]]\npaths = [\"tests/\"]\nrules = { recv-error-leak = \"off\" }\n");
    for folder in [&["check"][..], &["check", "src", "tests"]] {
        let ran = tests.run(folder);
        ran.ends(1).says(&["src/a.c:8", "1 error"]);
        assert!(!ran.out.contains("tests/a.c"), "{}", ran.out);
    }
}

#[test]
fn options_of_the_command_line_count_more() {
    let sandbox = Sandbox::new().with("sockleak.toml", "fail-on = \"never\"\nconfidence = \"certain\"\n");
    sandbox.run(&["check"]).ends(0).says(&["good.c:8"]);
    sandbox.run(&["check", "--fail-on", "error"]).ends(1);
    sandbox.run(&["check", "--isolated"]).ends(1);
}

#[test]
fn what_is_excluded_is_not_checked() {
    let config = "exclude = [\"third_party/\", \"*.gen.c\"]\n";
    let sandbox = Sandbox::new().with("x/third_party/a.c", LEAK).with("b.gen.c", LEAK).with("sockleak.toml", config);
    for args in [&["check"][..], &["check", "--no-ignore"], &["check", ".", "x"]] {
        sandbox.run(args).ends(1).says(&["good.c:8", "checked 1 file"]);
    }
    sandbox.run(&["check", "b.gen.c"]).ends(1).says(&["b.gen.c:8"]);
    sandbox.run(&["check", "b.gen.c", "--force-exclude"]).ends(0);
    sandbox.run(&["check", "x/third_party/a.c", "good.c", "--force-exclude"]).ends(1).says(&["checked 1 file"]);
}

#[test]
fn a_manifest_may_hold_it() {
    for table in ["workspace", "package"] {
        let manifest = format!("[{table}]\n[{table}.metadata.sockleak.rules]\nrecv-error-leak = \"off\"\n");
        Sandbox::new().with("Cargo.toml", manifest).run(&["check"]).ends(0);
    }
    let wrong = "[package]\nname = \"x\"\n\n[package.metadata.sockleak]\nexlude = []\n";
    let ran = Sandbox::new().with("Cargo.toml", wrong).run(&["check"]);
    ran.ends(2).says(&["Cargo.toml:5:1: unknown key `exlude`; did you mean `exclude`?"]);
}

#[test]
fn two_that_contradict_each_other_are_refused() {
    let sandbox = Sandbox::new().with("sockleak.toml", "").with("Cargo.toml", "[workspace.metadata.sockleak]\n");
    sandbox.run(&["check"]).ends(2).says(&["sockleak.toml: `Cargo.toml` beside it"]);
    let both = "[package.metadata.sockleak]\n[workspace.metadata.sockleak]\n";
    Sandbox::new().with("Cargo.toml", both).run(&["check"]).ends(2).says(&["Cargo.toml:1:", "keep one of them"]);
    let sandbox = Sandbox::empty().with("a/good.c", LEAK).with("b/good.c", LEAK);
    let sandbox =
        sandbox.with("a/sockleak.toml", "fail-on = \"error\"\n").with("b/sockleak.toml", "fail-on = \"note\"\n");
    let told = "b/sockleak.toml:1:11: `fail-on` is note here and error in a/sockleak.toml";
    sandbox.run(&["check", "a", "b"]).ends(2).says(&[told]);
    sandbox.run(&["check", "a", "b", "--config", "a/sockleak.toml"]).ends(1);
    sandbox.run(&["check", "a"]).ends(1);
}

#[test]
fn what_counts_is_shown_and_counts_the_same() {
    let config = "exclude = [\"gen/\"]\nfail-on = \"error\"\n[rules]\neof-leak = \"note\"\n[[override]]\npaths = [\"t/\"]\nrules = { eof-leak = \"off\" }\n";
    let sandbox = Sandbox::new().with("sockleak.toml", config);
    let shown = sandbox.run(&["config", "show"]);
    shown.ends(0).says(&["# from sockleak.toml", "fail-on = \"error\"", "eof-leak = \"note\"", "exclude = [\"gen/\"]"]);
    let again = sandbox.with("sockleak.toml", &shown.out);
    let twice = again.run(&["config", "show"]);
    assert_eq!(shown.out, twice.out);
    again.run(&["config", "show", "--isolated"]).ends(0).says(&["# no configuration file", "fail-on = \"warning\""]);
}

#[test]
fn init_writes_one_and_never_over_another() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init"]).ends(0).says(&["wrote", "sockleak.toml"]);
    sandbox.run(&["check"]).ends(1).says(&["good.c:8"]);
    let text = std::fs::read(sandbox.path("sockleak.toml")).unwrap();
    sandbox.run(&["init"]).ends(2).says(&["sockleak.toml is there already"]);
    assert_eq!(std::fs::read(sandbox.path("sockleak.toml")).unwrap(), text);
    Sandbox::new()
        .with("Cargo.toml", "[workspace.metadata.sockleak]\n")
        .run(&["init"])
        .ends(2)
        .says(&["Cargo.toml is there"]);
    Sandbox::new().run(&["init", "gone"]).ends(2).says(&["gone/sockleak.toml: no such file"]);
}

/// What a file says, as its schema sees it.
fn is_valid(schema: &jsonschema::Validator, text: &str) -> bool {
    let table: toml::Table = text.parse().unwrap();
    schema.is_valid(&serde_json::to_value(table).unwrap())
}

#[test]
fn the_schema_takes_what_is_read_and_refuses_what_is_not() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["config", "schema"]);
    let schema: serde_json::Value = serde_json::from_str(&ran.ends(0).out).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    sandbox.run(&["init"]).ends(0);
    let written = std::fs::read_to_string(sandbox.path("sockleak.toml")).unwrap();
    let shown = sandbox.run(&["config", "show"]).out;
    for text in [&written, &shown, &section(), "baseline = \"b.jsonl\"\n[models]\nfiles = [\"a.toml\"]\n"] {
        assert!(is_valid(&schema, text), "{text}");
    }
    for text in [
        "exlude = []\n",
        "fail-on = \"never ever\"\n",
        "include-tests = 1\n",
        "[rules]\nsocket-leek = \"off\"\n",
        "[rules]\nsocket-leak = \"on\"\n",
        "[[override]]\nrules = {}\n",
        "exclude = \"a\"\n",
    ] {
        assert!(!is_valid(&schema, text), "{text}");
        Sandbox::new().with("sockleak.toml", text).run(&["check"]).ends(2);
    }
}
