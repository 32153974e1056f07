//! The sockleak command.

fn main() -> std::process::ExitCode {
    sockleak::cli::main()
}
