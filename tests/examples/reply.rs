//! From a reply of the service to a decision.
//!
//!     cargo run --example reply --features serde

use serde::Deserialize;
use vendor_codes::faceid::{FaceVerification, Gateway, IdCardWarnings};
use vendor_codes::{Received, UnknownCode};

/// What the service answers to a face verification.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reply {
    /// The service sends `"0"`; a gateway on the way may send `0`.
    code: Received<FaceVerification>,
    biz_seq_no: String,
    result: Option<Outcome>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    similarity: String,
    /// Comes with the recognition of the ID card: `01001000`.
    #[serde(default)]
    warn_code: Option<IdCardWarnings>,
}

/// What to do about a reply.
#[derive(Debug, PartialEq)]
enum Decision {
    /// This is the person.
    Accept,
    /// A person has to look at it.
    Review(IdCardWarnings),
    /// The user may try again, told this.
    Retry(&'static str),
    /// Not this person, not with us, not today.
    Refuse(FaceVerification),
    /// Our request was wrong, the user can do nothing about it.
    Mend(Gateway),
    /// The document does not have this code: tell whoever updates it.
    Report(UnknownCode),
}

fn decide(reply: Reply) -> Decision {
    match reply.code.into_result() {
        Ok(FaceVerification::Success) => match reply.result.and_then(|outcome| outcome.warn_code) {
            Some(warnings) if !warnings.is_empty() => Decision::Review(warnings),
            _ => Decision::Accept,
        },
        Ok(
            code @ (FaceVerification::SimilarityTooLow
            | FaceVerification::FaceNotClear
            | FaceVerification::LivenessNotPassed
            | FaceVerification::LipMovementFailed),
        ) => Decision::Retry(code.message()),
        Ok(code) => Decision::Refuse(code),
        Err(unknown) => unknown.known_in().map_or(Decision::Report(unknown), Decision::Mend),
    }
}

const REPLIES: [&str; 5] = [
    r#"{"code":"0","msg":"请求成功","bizSeqNo":"22042820001015500314520350135402",
        "result":{"orderNo":"1650100001","similarity":"97.50"}}"#,
    r#"{"code":0,"msg":"请求成功","bizSeqNo":"22042820001015500314520350135403",
        "result":{"orderNo":"1650100002","similarity":"88.00","warnCode":"01001000"}}"#,
    r#"{"code":"66660004","msg":"请确保光线充足","bizSeqNo":"22042820001015500314520350135404",
        "result":{"orderNo":"1650100003","similarity":"41.02"}}"#,
    r#"{"code":"400102","msg":"不合法的请求","bizSeqNo":"22042820001015500314520350135405"}"#,
    r#"{"code":"66669999","msg":"","bizSeqNo":"22042820001015500314520350135406","result":null}"#,
];

fn main() -> Result<(), serde_json::Error> {
    for text in REPLIES {
        let reply: Reply = serde_json::from_str(text)?;
        let similarity = reply.result.as_ref().map_or("-", |outcome| &outcome.similarity);
        println!("{} {:?}, similarity {similarity}", reply.biz_seq_no, reply.code);
        println!("    {:?}", decide(reply));
    }
    Ok(())
}

#[test]
fn replies_become_decisions() {
    let decisions: Vec<_> =
        REPLIES.iter().map(|text| decide(serde_json::from_str::<Reply>(text).unwrap())).collect();
    let expected = [
        Decision::Accept,
        Decision::Review("01001000".parse().unwrap()),
        Decision::Retry(FaceVerification::C66660004.message()),
        Decision::Mend(Gateway::SessionExpired),
        Decision::Report("66669999".parse::<FaceVerification>().unwrap_err()),
    ];
    assert_eq!(decisions, expected);
}
