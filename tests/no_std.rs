//! The library where there is no standard library.
//!
//! The crate that is built here brings its own panic handler. If anything that
//! it depends on linked std there would be two, and it would not compile.

mod support;

use std::fs;
use std::path::Path;

use support::Sandbox;

const FIRMWARE: &str = r#"
#![no_std]
#![no_main]

use core::alloc::{GlobalAlloc, Layout};
use vendor_codes::faceid::{FaceVerification, IdCardWarnings};
use vendor_codes::Received;

struct Nothing;

unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: Nothing = Nothing;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
pub extern "C" fn verdict(code: i32) -> usize {
    FaceVerification::from_code(code).map_or(0, |code| code.message().len())
}

#[unsafe(no_mangle)]
pub extern "C" fn known(code: i64) -> bool {
    Received::<FaceVerification>::from_integer(code).known().is_some()
        && "01001000".parse::<IdCardWarnings>().is_ok()
}
"#;

#[test]
fn a_crate_without_std_can_use_all_of_it() {
    let sandbox = Sandbox::new("no_std");
    let package = env!("CARGO_MANIFEST_DIR");
    let lock = fs::read(Path::new(package).join("Cargo.lock")).unwrap();
    for (name, features) in [("plain", "[]"), ("serde", "[\"serde\"]")] {
        let manifest = format!(
            "[package]\nname = \"firmware-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [lib]\ncrate-type = [\"staticlib\"]\n\n\
             [profile.dev]\npanic = \"abort\"\n\n\
             [dependencies]\nvendor-codes = {{ path = {package:?}, features = {features} }}\n\n[workspace]\n"
        );
        sandbox.write(&format!("{name}/Cargo.toml"), manifest);
        sandbox.write(&format!("{name}/src/lib.rs"), FIRMWARE);
        sandbox.write(&format!("{name}/Cargo.lock"), &lock);
        sandbox.cargo(name, &["build"], &[]).succeed();
    }

    sandbox.write("plain/src/lib.rs", format!("{FIRMWARE}\nextern crate std;\n"));
    let said = sandbox.cargo("plain", &["build"], &[]).fail();
    assert!(said.stderr.contains("E0152"), "{}", said.stderr);
}
