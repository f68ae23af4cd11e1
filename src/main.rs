//! The command line of `vendor-codes`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
