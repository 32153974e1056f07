//! The first minute: the script that plays it, and the pieces that a project takes for its CI.

use crate::sandbox::{LEAK, Sandbox};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn script(name: &str, args: &[&str], folder: &Path, env: &[(&str, &str)]) -> Output {
    let mut command = Command::new("bash");
    command.arg(root().join(".ci").join(name)).args(args).current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    command.envs(env.iter().copied()).output().unwrap()
}

#[test]
#[cfg(unix)]
fn a_tree_is_gated_in_a_minute() {
    let old = format!("{LEAK}\nint unrelated(void)\n{{\n    return 0;\n}}\n");
    let sandbox = Sandbox::new().with("src/old.c", old).with("src/more.c", LEAK.replace("fetch", "more"));
    let start = Instant::now();
    let env = [("SOCKLEAK", env!("CARGO_BIN_EXE_sockleak"))];
    let output = script("adopt.sh", &[sandbox.path("").to_str().unwrap()], root(), &env);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    for told in
        ["moved fetch in good.c", "nothing found (3 known)", "sockleak_new.c:9:9: error[socket-leak]", "== done in"]
    {
        assert!(text.contains(told), "no `{told}` in {text}");
    }
    assert!(start.elapsed().as_secs() < 60);
    assert_eq!(sandbox.files(), ["good.c", "src/more.c", "src/old.c"]);
}

/// The step that checks, with variables as GitHub sets them. Values with blanks and quotes stay values.
#[test]
#[cfg(unix)]
fn the_action_checks_and_writes_sarif() {
    let sandbox = Sandbox::new().with("with blank/a.c", LEAK).with("out", "").with("; touch x.c", "");
    let bin = Path::new(env!("CARGO_BIN_EXE_sockleak")).parent().unwrap().to_owned();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let out = sandbox.path("out");
    let env = [
        ("PATH", path.as_str()),
        ("PATHS", "good.c\nwith blank\n"),
        ("SARIF", "s.sarif"),
        ("GITHUB_OUTPUT", out.to_str().unwrap()),
    ];
    let ran = script("action.sh", &["check"], &sandbox.path(""), &env);
    let text = String::from_utf8_lossy(&ran.stdout);
    assert_eq!(ran.status.code(), Some(1), "{text}{}", String::from_utf8_lossy(&ran.stderr));
    assert!(
        text.contains("::error file=good.c,line=8") && text.contains("::error file=with blank/a.c,line=8"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "sarif=s.sarif\n");
    assert!(sandbox.path("s.sarif").is_file());
    let env = [&env[..], &[("FAIL_ON", "never"), ("NEW_FROM", "; touch y.c")]].concat();
    assert_eq!(script("action.sh", &["check"], &sandbox.path(""), &env).status.code(), Some(2));
    assert!(!sandbox.path("y.c").exists());
}

/// Options that the pieces name are options that there are.
#[test]
fn the_pieces_use_what_there_is() {
    let help = Sandbox::empty().run(&["check", "--help"]).out;
    for piece in [".ci/action.sh", ".ci/gitlab.yml", ".pre-commit-hooks.yaml", ".ci/adopt.sh"] {
        let text = std::fs::read_to_string(root().join(piece)).unwrap();
        let lines = text.lines().filter(|line| line.contains("sockleak check") || line.contains("options+="));
        for word in lines.flat_map(|line| line.split(|c: char| c.is_whitespace() || "()\"'+}".contains(c))) {
            let option = word.trim_end_matches(',');
            assert!(!option.starts_with("--") || option == "--" || help.contains(option), "{piece}: {option}");
        }
    }
}

/// What the release packs is what the action installs: from a folder in place of a server, and only with the right checksum.
#[test]
#[cfg(target_os = "linux")]
fn what_is_packed_can_be_installed() {
    let sandbox = Sandbox::empty();
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    // In place of the whole program, which would take a while to pack.
    let stub = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_sockleak"));
    let name = format!("{target}/release/sockleak");
    let sandbox = sandbox.with(&name, stub).with("path", "");
    let folder = sandbox.path("");
    assert!(Command::new("chmod").arg("+x").arg(sandbox.path(&name)).status().unwrap().success());
    let (root_of, dist) = (folder.to_str().unwrap(), sandbox.path("v1.2.3"));
    let env = [("CARGO_TARGET_DIR", root_of), ("DIST", dist.to_str().unwrap())];
    let ran = script("pack.sh", &[&target], root(), &env);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let archive = format!("sockleak-{target}.tar.gz");
    let listed = Command::new("tar").arg("-tzf").arg(dist.join(&archive)).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for file in ["sockleak", "LICENSE-MIT", "sockleak.1", "completions/sockleak.zsh"] {
        assert!(listed.lines().any(|line| line == format!("./{file}")), "{file}: {listed}");
    }
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("/sockleak-{ target }.tar.gz\"") && manifest.contains("\"{ bin }{ binary-ext }\""));
    let (releases, path) = (format!("file://{root_of}"), sandbox.path("path"));
    let env = [
        ("RUNNER_TEMP", root_of),
        ("GITHUB_PATH", path.to_str().unwrap()),
        ("RELEASES", releases.as_str()),
        ("VERSION", "1.2.3"),
    ];
    let ran = script("action.sh", &["install"], &folder, &env);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let bin = std::fs::read_to_string(&path).unwrap();
    let version = Command::new(Path::new(bin.trim()).join("sockleak")).arg("--version").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&version.stdout), format!("sockleak {}\n", env!("CARGO_PKG_VERSION")));
    let other = std::fs::read(dist.join(&archive)).unwrap();
    std::fs::write(dist.join(&archive), [&other[..], b"x"].concat()).unwrap();
    assert!(!script("action.sh", &["install"], &folder, &env).status.success());
}
