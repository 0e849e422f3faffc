//! The command `minhbach`.

fn main() -> std::process::ExitCode {
    minhbach::cli::run(std::env::args_os())
}
