//! Input that cannot be read, and input that is no program.

use crate::sandbox::{LEAK, Sandbox};
use std::fs::File;

#[test]
fn a_missing_path_is_told_and_the_rest_is_checked() {
    let sandbox = Sandbox::new();
    sandbox.run(&["check", "good.c", "gone.c"]).ends(2).says(&["gone.c: no such file or directory", "good.c:8"]);
    sandbox.run(&["check", "gone"]).ends(2).says(&["gone: no such file or directory"]);
}

#[test]
fn a_named_file_of_another_language_is_told() {
    Sandbox::new()
        .with("notes.txt", "")
        .run(&["check", "notes.txt", "good.c"])
        .ends(1)
        .says(&["notes.txt", "neither C, C++ nor Rust"]);
}

#[test]
fn a_folder_without_sources_is_told() {
    Sandbox::empty().run(&["check"]).ends(0).says(&["no C, C++ or Rust files"]);
}

#[test]
fn a_binary_file_is_told() {
    let elf: Vec<u8> = (0..4096u32).map(|at| (at * 7 % 251) as u8).collect();
    Sandbox::new().with("bad.c", elf).check().says(&["bad.c", "binary"]);
}

#[test]
fn a_few_nul_bytes_are_blanks() {
    let text = LEAK.replace("int n;", "int n;\0\0").replace("return n;", "return\0n;");
    let ran = Sandbox::empty().with("nul.c", text).run(&["check"]);
    ran.ends(1).says(&["nul.c:8"]);
    assert!(!ran.out.contains('\0'));
}

#[test]
fn a_large_file_is_told_and_not_read() {
    let sandbox = Sandbox::new();
    File::create(sandbox.path("large.c")).unwrap().set_len(50 << 20).unwrap();
    let ran = sandbox.run(&["check", "--timings"]);
    ran.ends(1).says(&["good.c:8", "large.c", "larger than 4 MiB"]);
    if let Some(line) = ran.err.lines().find_map(|line| line.strip_prefix("peak memory ")) {
        let peak: u64 = line.trim_end_matches(" MiB").parse().unwrap();
        assert!(peak < 50, "{line}");
    }
    sandbox.run(&["check", "large.c"]).ends(2).says(&["large.c", "larger than 4 MiB"]);
}

#[test]
fn unbalanced_braces_cost_only_their_neighbourhood() {
    let text = format!("int broken(int x) {{ if (x) {{ return 1;\n}}}}}}\n{LEAK}\nint open(void) {{ {{ (\n");
    Sandbox::empty().with("braces.c", text).run(&["check"]).ends(1).says(&["braces.c:10"]);
    let ran = Sandbox::new().with("closing.c", "}".repeat(5000)).with("opening.c", "{".repeat(5000)).check();
    assert!(!ran.err.contains("internal error") && !ran.out.contains("internal error"));
}

#[test]
fn an_empty_file_is_fine() {
    Sandbox::new().with("empty.c", "").with("blank.h", "\n\n").check();
}

#[test]
fn an_unknown_rule_is_told_with_a_suggestion() {
    for option in ["--rule", "--ignore"] {
        let ran = Sandbox::new().run(&["check", option, "sockt-leak"]);
        ran.ends(2).says(&["unknown rule `sockt-leak`", "did you mean `socket-leak`?"]);
        assert!(ran.out.is_empty());
    }
    Sandbox::new()
        .run(&["check", "--rule", "xyzzy"])
        .ends(2)
        .says(&["unknown rule `xyzzy`; `sockleak rules` lists them"]);
    Sandbox::new().run(&["explain", "eof-lek"]).ends(2).says(&["eof-leak"]);
    Sandbox::new().run(&["explain"]).ends(0).says(&["explain close-wait", "explain complaints", "explain RULE"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    #[test]
    fn an_unreadable_file_is_told() {
        let sandbox = Sandbox::new().with("secret.c", LEAK);
        let path = sandbox.path("secret.c");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
        if File::open(&path).is_ok() {
            // The superuser may read anything; the next test has a file that nobody can read.
            return;
        }
        sandbox.check().says(&["secret.c", "permission denied"]);
        sandbox.run(&["check", "secret.c", "good.c"]).ends(2).says(&["secret.c: permission denied", "good.c:8"]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_that_fails_while_it_is_read_is_told() {
        let sandbox = Sandbox::new();
        symlink("/proc/self/mem", sandbox.path("memory.c")).unwrap();
        sandbox.check().says(&["memory.c", "input/output error"]);
        sandbox.run(&["check", "memory.c", "good.c"]).ends(2).says(&["memory.c: input/output error", "good.c:8"]);
    }

    #[test]
    fn a_named_pipe_is_told_and_not_waited_for() {
        let sandbox = Sandbox::new();
        assert!(Command::new("mkfifo").arg(sandbox.path("pipe.c")).status().unwrap().success());
        sandbox.check().says(&["pipe.c", "a named pipe"]);
        sandbox.run(&["check", "pipe.c", "good.c"]).ends(2).says(&["pipe.c: a named pipe", "good.c:8"]);
        sandbox.run(&["dump", "--ir", "pipe.c"]).ends(2).says(&["pipe.c: a named pipe"]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_path_that_is_no_unicode_is_shown_as_well_as_it_goes() {
        use std::os::unix::ffi::OsStrExt;
        let sandbox = Sandbox::empty();
        let path = sandbox.path("").join(std::ffi::OsStr::from_bytes(b"odd\xff.c"));
        std::fs::write(&path, LEAK).unwrap();
        for format in ["full", "json", "sarif", "junit", "gitlab", "github"] {
            sandbox.run(&["check", "--output-format", format]).ends(1);
        }
        sandbox.run(&["check"]).says(&["odd\u{FFFD}.c:8"]);
        sandbox.run(&["baseline", "create"]).ends(0);
        sandbox.run(&["check", "--baseline", "sockleak-baseline.jsonl"]).ends(0).says(&["(1 known)"]);
        // Its name cannot be written back: nothing is.
        sandbox.run(&["check", "--fix"]).ends(2).says(&["odd\u{FFFD}.c: no such file"]);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), LEAK);
    }

    #[test]
    fn links_that_lead_in_circles_are_told() {
        let sandbox = Sandbox::new().with("sub/other.c", "int x;\n");
        symlink("circle.c", sandbox.path("circle.c")).unwrap();
        symlink("..", sandbox.path("sub/up")).unwrap();
        sandbox.check().says(&["circle.c", "symbolic links"]);
        sandbox.run(&["check", "--no-ignore"]).ends(1).says(&["good.c:8"]);
        sandbox.run(&["check", "circle.c", "good.c"]).ends(2).says(&["circle.c: too many levels", "good.c:8"]);
    }

    #[test]
    fn a_file_is_read_once_by_its_real_name() {
        let sandbox = Sandbox::new();
        symlink("good.c", sandbox.path("alias.c")).unwrap();
        let ran = sandbox.run(&["check", ".", "good.c", "./good.c"]);
        ran.ends(1).says(&["good.c:8"]);
        assert!(!ran.out.contains("alias.c"), "{}", ran.out);
        assert_eq!(ran.out, sandbox.check().out);
    }
}

/// Each path is as long as the function, so that not all of them are walked.
#[test]
fn a_function_with_very_many_exits_is_no_trap() {
    let exits: String = (0..3000).map(|n| format!("    if (x == {n}) return {n};\n")).collect();
    let head = "int f(int x)\n{\n    int s = socket(1, 1, 0);\n    if (s < 0) return -1;\n";
    let sandbox = Sandbox::empty().with("many.c", format!("{head}{exits}    close(s);\n    return 0;\n}}\n"));
    sandbox.run(&["check"]).ends(1).says(&["64 errors", "hidden: 2936 less certain findings"]);
}

/// A leak in a method, on line 4 of this text.
const METHOD: &str = "\
bool Conn::probe(const sockaddr *to) {
    auto s = ::socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) return false;
    if (::connect(s, to, 16) < 0) return false;
    ::close(s);
    return true;
}
";

#[test]
fn cpp_that_is_not_understood_costs_only_itself() {
    let before = [
        "BEGIN_MESSAGE_MAP(CDlg, CDialog)\n    ON_BN_CLICKED(IDC_GO, OnGo)\nEND_MESSAGE_MAP()\n",
        "DECLARE_THING(A)\nIMPLEMENT_DYNCREATE(A, B)\n",
        "template <class T, template <class...> class U> requires Some<T> auto make(U<T> &&u) -> decltype(u->*x<T>{}) ;\n",
        "class A { Q_OBJECT\npublic slots:\n    void f(); @nonsense here;\n};\n",
        "namespace a { namespace { int x = [](auto... p) { return (p + ... + 0); }(1, 2); } }\n",
        "#define OPEN_SPACE namespace b {\nOPEN_SPACE\n",
        "int broken(int x) { if (x) { return 1;\n}}}}}}\n",
    ];
    for text in before {
        let line = text.lines().count() + 4;
        let ran = Sandbox::empty().with("a.cpp", format!("{text}{METHOD}")).run(&["check"]);
        ran.ends(1).says(&[&format!("a.cpp:{line}:")]);
        assert!(!ran.err.contains("internal error") && !ran.out.contains("internal error"), "{text}");
    }
    let opaque = METHOD.replace("    ::close(s);", "    @ = # s;\n    ::close(s);");
    Sandbox::empty().with("b.inl", opaque).run(&["check"]).says(&["b.inl:4:", "not understood: 1 statement"]);
}

#[test]
fn a_header_that_is_cpp_is_read_as_such() {
    let class = format!("class Conn {{\npublic:\n{METHOD}}};\n").replace("Conn::", "");
    Sandbox::empty().with("conn.h", &class).run(&["check"]).ends(1).says(&["conn.h:6:", "`Conn::probe`"]);
    let latin = METHOD.replace("bool", "/* \u{e9} */ bool").into_bytes();
    let latin: Vec<u8> = latin.into_iter().filter(|byte| *byte != 0xC3).collect();
    let units = METHOD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mixed = Sandbox::empty().with("a.cpp", latin).with("b.cxx", units).with("c.hpp", METHOD);
    mixed.run(&["check"]).ends(1).says(&["a.cpp:4:", "b.cxx:4:", "c.hpp:4:"]);
}
