//! What every public type can do, so that losing it is noticed.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::panic::{RefUnwindSafe, UnwindSafe};

use vendor_codes::faceid::{FaceVerification, IdCardWarnings};
use vendor_codes::{
    Codes, Column, Document, Entries, Entry, Find, Kind, Received, Role, Rows, Source, Table, UnknownCode,
    WarningsError, WarningsIter,
};

const fn anywhere<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
const fn value<T: Copy + Eq + Hash>() {}
const fn kept<T: Clone + Ord + Hash + Display>() {}
const fn error<T: Error + Eq + Hash + Clone + 'static>() {}
const fn iterator<T: Iterator + Clone>() {}

const _: () = {
    anywhere::<FaceVerification>();
    anywhere::<IdCardWarnings>();
    anywhere::<UnknownCode>();
    anywhere::<WarningsError>();
    anywhere::<Received<FaceVerification>>();
    anywhere::<Document>();
    anywhere::<Source>();
    anywhere::<Table>();
    anywhere::<Column>();
    anywhere::<Entry>();
    anywhere::<Kind>();
    anywhere::<Role>();
    anywhere::<Codes>();
    anywhere::<Rows>();
    anywhere::<Entries>();
    anywhere::<Find<'static>>();
    anywhere::<WarningsIter<IdCardWarnings>>();

    value::<FaceVerification>();
    value::<IdCardWarnings>();
    value::<Source>();
    value::<Column>();
    value::<Entry>();
    value::<Kind>();
    value::<Role>();

    kept::<FaceVerification>();
    kept::<IdCardWarnings>();
    kept::<UnknownCode>();
    kept::<Received<FaceVerification>>();

    error::<UnknownCode>();
    error::<WarningsError>();

    iterator::<Codes>();
    iterator::<Rows>();
    iterator::<Entries>();
    iterator::<Find<'static>>();
    iterator::<WarningsIter<IdCardWarnings>>();
};

#[test]
fn debug_is_never_empty() {
    let table = FaceVerification::TABLE;
    let entry = FaceVerification::SimilarityTooLow.entry();
    for text in [
        format!("{:?}", FaceVerification::SimilarityTooLow),
        format!("{:?}", IdCardWarnings::empty()),
        format!("{table:?}"),
        format!("{entry:?}"),
        format!("{:?}", table.codes()),
        format!("{:?}", vendor_codes::faceid::SOURCE),
    ] {
        assert!(!text.is_empty());
    }
}
