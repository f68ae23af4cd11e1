//! Codes in replies and in storage.
#![cfg(feature = "serde")]

use std::collections::BTreeMap;

use serde::de::value::{
    Error, I64Deserializer, I128Deserializer, MapDeserializer, U64Deserializer, U128Deserializer,
};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{from_str, json, to_string, to_value};
use vendor_codes::faceid::{
    BankCardOcr, BankCardWarnings, FaceVerification, Gateway, IdCardOcr, IdCardWarnings, TwoFactor,
};
use vendor_codes::serde::as_string;
use vendor_codes::{Received, ResponseCode};

type Code = FaceVerification;

/// From an integer that the format says is one.
fn integer<T: DeserializeOwned>(integer: i64) -> Result<T, String> {
    T::deserialize(I64Deserializer::<Error>::new(integer)).map_err(|error| error.to_string())
}

#[test]
fn every_code_survives_every_form() {
    fn check<C: ResponseCode + Serialize + DeserializeOwned>() {
        for &code in C::ALL {
            let (text, number) = (code.as_str(), code.integer().unwrap());
            assert_eq!(to_string(&code).unwrap(), text);
            assert_eq!(from_str::<C>(text).unwrap(), code);
            assert_eq!(from_str::<C>(&format!("\"{text}\"")).unwrap(), code);
            assert_eq!(integer::<C>(number).unwrap(), code);
            assert_eq!(from_str::<Received<C>>(text).unwrap(), code);
            assert_eq!(to_string(&Received::Known(code)).unwrap(), text);

            let bytes = postcard::to_allocvec(&code).unwrap();
            assert_eq!(postcard::from_bytes::<C>(&bytes).unwrap(), code);
            assert_eq!(postcard::from_bytes::<i64>(&bytes).unwrap(), number);
            let bytes = postcard::to_allocvec(&Received::Known(code)).unwrap();
            assert_eq!(postcard::from_bytes::<Received<C>>(&bytes).unwrap(), code);
            assert_eq!(postcard::from_bytes::<&str>(&bytes).unwrap(), text);
        }
    }
    check::<Gateway>();
    check::<FaceVerification>();
    check::<IdCardOcr>();
    check::<BankCardOcr>();
    check::<BankCardWarnings>();
    check::<TwoFactor>();
}

#[test]
fn a_number_and_a_text_are_the_same_code() {
    for json in ["0", "\"0\"", "\"\\u0030\""] {
        assert_eq!(from_str::<Code>(json).unwrap(), Code::Success, "{json}");
    }
    // Escapes, readers and values go through other methods of a visitor.
    assert_eq!(serde_json::from_reader::<_, Code>("\"-4006\"".as_bytes()).unwrap(), Code::N4006);
    assert_eq!(serde_json::from_value::<Code>(json!("-4006")).unwrap(), Code::N4006);
    assert_eq!(serde_json::from_value::<Code>(json!(-4006)).unwrap(), Code::N4006);
}

#[test]
fn integers_of_every_width_are_taken() {
    let known = Code::SimilarityTooLow;
    assert_eq!(Code::deserialize(66_660_004_u64.into_deserializer() as U64Deserializer<Error>), Ok(known));
    assert_eq!(Code::deserialize(I128Deserializer::<Error>::new(66_660_004)), Ok(known));
    assert_eq!(Code::deserialize(U128Deserializer::<Error>::new(66_660_004)), Ok(known));
    assert_eq!(Code::deserialize(IntoDeserializer::<Error>::into_deserializer(0_u8)), Ok(Code::Success));

    let large =
        |integer: i128| Received::<Code>::deserialize(I128Deserializer::<Error>::new(integer)).unwrap();
    assert_eq!(large(0), Code::Success);
    for integer in [i128::from(u64::MAX), i128::from(i64::MIN), i128::MAX, i128::MIN, (1 << 64) + 66_660_004]
    {
        assert_eq!(large(integer).code(), integer.to_string());
    }
    let error = Received::<Code>::deserialize(U128Deserializer::<Error>::new(u128::MAX)).unwrap_err();
    assert!(error.to_string().starts_with("invalid value: integer beyond 128 bits, expected"), "{error}");
}

#[test]
fn what_the_table_does_not_have_is_an_error_that_says_it() {
    for (json, message) in [
        ("66669999", "FaceVerification has no code 66669999"),
        ("\"66669999\"", "FaceVerification has no code \"66669999\""),
        ("18446744073709551615", "FaceVerification has no code 18446744073709551615"),
        ("\"00\"", "FaceVerification has no code \"00\""),
        ("\" 0\"", "FaceVerification has no code \" 0\""),
        ("\"\"", "FaceVerification has no code \"\""),
        ("null", "invalid type: null, expected a code of FaceVerification, an integer or a string"),
        (
            "0.0",
            "invalid type: floating point `0.0`, expected a code of FaceVerification, an integer or a string",
        ),
        ("[0]", "invalid type: sequence, expected a code of FaceVerification, an integer or a string"),
        ("{}", "invalid type: map, expected a code of FaceVerification, an integer or a string"),
        ("{\"code\":0}", "invalid type: map, expected a code of FaceVerification, an integer or a string"),
    ] {
        let error = from_str::<Code>(json).unwrap_err().to_string();
        assert!(error.starts_with(message) && error.contains(" at line 1 column "), "{json}: {error}");
    }
}

#[test]
fn received_keeps_what_the_table_does_not_have() {
    for json in ["66669999", "\"66669999\"", "-1", "18446744073709551615", "\"\"", "\"六\"", "\"00\""] {
        let received: Received<Code> = from_str(json).unwrap();
        assert_eq!(received.known(), None);
        assert_eq!(received.code(), json.trim_matches('"'));
        assert_eq!(to_string(&received).unwrap(), json, "written as it was received");
        let bytes = postcard::to_allocvec(&received).unwrap();
        assert_eq!(postcard::from_bytes::<Received<Code>>(&bytes).unwrap(), received);
    }
    for json in ["null", "true", "1.5", "[]", "{}"] {
        assert!(from_str::<Received<Code>>(json).is_err(), "{json}");
    }
    assert_eq!(from_str::<Option<Received<Code>>>("null").unwrap(), None);
}

#[test]
fn a_format_may_wrap_a_lone_value() {
    // As serde_json does with numbers of arbitrary precision, and XML with text.
    for key in ["$serde_json::private::Number", "$text", "$value"] {
        let map = |text: &'static str| MapDeserializer::<_, Error>::new([(key, text)].into_iter());
        assert_eq!(Code::deserialize(map("66660004")), Ok(Code::SimilarityTooLow));
        assert_eq!(Received::<Code>::deserialize(map("1e3")).unwrap().code(), "1e3");
    }
    let two = MapDeserializer::<_, Error>::new([("$text", "0"), ("$text", "0")].into_iter());
    assert!(Code::deserialize(two).is_err());
    for key in ["code", "$error"] {
        let map = MapDeserializer::<_, Error>::new([(key, "0")].into_iter());
        assert!(Code::deserialize(map).is_err());
    }
}

#[test]
fn bytes_are_a_text_if_they_can_be() {
    let of = |bytes: &'static [u8]| {
        Code::deserialize(serde::de::value::BytesDeserializer::<Error>::new(bytes))
            .map_err(|error| error.to_string())
    };
    assert_eq!(of(b"-4006"), Ok(Code::N4006));
    assert!(of(b"\xFF").unwrap_err().starts_with("invalid value: byte array"));
    let set = serde::de::value::BytesDeserializer::<Error>::new(b"01000000");
    assert_eq!(IdCardWarnings::deserialize(set), Ok(IdCardWarnings::PHOTOCOPY));
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Texts {
    #[serde(with = "as_string")]
    code: Code,
    #[serde(with = "as_string")]
    received: Received<Code>,
    #[serde(with = "as_string")]
    option: Option<Code>,
    #[serde(with = "as_string", default, skip_serializing_if = "Option::is_none")]
    missing: Option<Received<Code>>,
}

#[test]
fn as_string_writes_texts_and_reads_either() {
    let texts = Texts {
        code: Code::SimilarityTooLow,
        received: Received::from_integer(7),
        option: Some(Code::N4006),
        missing: None,
    };
    let json = to_value(&texts).unwrap();
    assert_eq!(json, json!({"code": "66660004", "received": "7", "option": "-4006"}));
    assert_eq!(serde_json::from_value::<Texts>(json).unwrap(), texts);
    let numbers = json!({"code": 66_660_004, "received": 7, "option": -4006, "missing": null});
    assert_eq!(serde_json::from_value::<Texts>(numbers).unwrap(), texts);
    let none = json!({"code": "0", "received": "0", "option": null});
    assert_eq!(to_value(serde_json::from_value::<Texts>(none.clone()).unwrap()).unwrap(), none);
    let error = from_str::<Texts>(r#"{"code":"7","received":"0","option":null}"#).unwrap_err();
    assert_eq!(error.to_string(), "FaceVerification has no code \"7\" at line 1 column 11");
}

#[test]
fn as_string_is_a_text_for_machines_too() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct One(#[serde(with = "as_string")] Code, #[serde(with = "as_string")] Option<Received<Code>>);

    let one = One(Code::SimilarityTooLow, Some(Received::from_integer(7)));
    let bytes = postcard::to_allocvec(&one).unwrap();
    assert_eq!(bytes, b"\x0866660004\x01\x017");
    assert_eq!(postcard::from_bytes::<One>(&bytes).unwrap(), one);
}

#[test]
fn codes_are_keys_of_maps() {
    let counts = BTreeMap::from([(Code::N4006, 1), (Code::SimilarityTooLow, 2)]);
    let json = to_string(&counts).unwrap();
    assert_eq!(json, r#"{"-4006":1,"66660004":2}"#);
    assert_eq!(from_str::<BTreeMap<Code, u32>>(&json).unwrap(), counts);

    let json = r#"{"0":1,"7":2,"六":3}"#;
    let received: BTreeMap<Received<Code>, u32> = from_str(json).unwrap();
    assert_eq!(to_string(&received).unwrap(), json);
}

#[test]
fn flattened_and_untagged_replies_are_read() {
    #[derive(Deserialize)]
    struct Flat {
        #[serde(flatten)]
        inner: Inner,
    }
    #[derive(Deserialize)]
    struct Inner {
        code: Code,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Face(Code),
        Gateway(Gateway),
        Other(Received<Code>),
    }
    assert_eq!(from_str::<Flat>(r#"{"code":"0"}"#).unwrap().inner.code, Code::Success);
    assert_eq!(from_str::<Either>("\"-4006\"").unwrap(), Either::Face(Code::N4006));
    assert_eq!(from_str::<Either>("400102").unwrap(), Either::Gateway(Gateway::SessionExpired));
    assert_eq!(from_str::<Either>("7").unwrap(), Either::Other(Received::from_integer(7)));
}

#[test]
fn warnings_are_their_text() {
    for bits in 0..=u8::MAX {
        let text = format!("{bits:08b}");
        let set: IdCardWarnings = from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(to_string(&set).unwrap(), format!("\"{text}\""));
        let bytes = postcard::to_allocvec(&set).unwrap();
        assert_eq!(postcard::from_bytes::<&str>(&bytes).unwrap(), text);
        assert_eq!(postcard::from_bytes::<IdCardWarnings>(&bytes).unwrap(), set);
    }
    for (json, message) in [
        ("\"0100\"", "IdCardWarnings has 8 positions, not 4"),
        ("\"0100x000\"", "position 5 of IdCardWarnings is 0 or 1, not 'x'"),
        // A number has lost its leading zeros.
        (
            "1001000",
            "invalid type: integer `1001000`, expected the 8 positions of IdCardWarnings as a string",
        ),
        ("null", "invalid type: null, expected the 8 positions of IdCardWarnings as a string"),
    ] {
        let error = from_str::<IdCardWarnings>(json).unwrap_err().to_string();
        assert!(error.starts_with(message), "{json}: {error}");
    }
}
