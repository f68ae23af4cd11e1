//! What the words above a column say.
//!
//! A header comes in, a [`Head`] goes out: what it sounds like, which is a
//! [`Role`] only where the caller has taught it. This module owns the vocabulary:
//! what vendors call a code (错误码, 返回码, Error Code), what they call a message
//! or a remedy, and which headers are those of a table of parameters. What a
//! table is, and which column has which role, is the judge's.

use super::chars::{before, holds, is_one, narrow};
use super::model::{Role, Text};

/// The words that a header may have for each role.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::model::Role;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
///
/// let source = Source::new("pay.md", "| Fehler-Nr. | Text |\n|---|---|\n| 7 | Guthaben zu klein |\n");
/// let german = Vocabulary::default().header(Role::Code, "Fehler-Nr.").header(Role::Message, "Text");
/// let document = interpret(&source, None, &german).document;
/// assert_eq!(document.tables[0].spellings(), ["7"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Further headers, folded, that the caller knows.
    further: Vec<(String, Role)>,
}

/// What a header says of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Head {
    /// It says nothing that is known here.
    Unknown,
    /// It holds the types of parameters, or whether they are required: no table of codes has it.
    Parameter,
    /// What to do.
    Remedy,
    /// Why it happened: a remedy beside a message, a message where there is none.
    Cause,
    /// What the service says.
    Message,
    /// A symbol for the code.
    Name,
    /// Codes, if something else says so: `值`, `参数`.
    Vague,
    /// A status of HTTP: the code where there is no better one.
    Status,
    /// Codes.
    Code,
}

impl Vocabulary {
    /// Takes a further header for columns of a role.
    ///
    /// Case, blanks and punctuation of it do not matter, so one of nothing else is
    /// every header without words. A [`Generator`](super::Generator) refuses it.
    #[must_use]
    pub fn header(mut self, role: impl Into<Role>, header: &str) -> Self {
        self.further.push((fold(header), role.into()));
        self
    }

    /// Whether a further header has no letter and no digit.
    #[must_use]
    pub fn has_wordless(&self) -> bool {
        self.further.iter().any(|(header, _)| header.is_empty())
    }

    /// What a header says.
    ///
    /// ```
    /// use vendor_codes::codegen::roles::{Head, Vocabulary};
    ///
    /// let vocabulary = Vocabulary::default();
    /// assert_eq!(vocabulary.head("错误码"), Head::Code);
    /// assert_eq!(vocabulary.head("是否必选"), Head::Parameter);
    /// ```
    #[must_use]
    pub fn head(&self, header: &str) -> Head {
        let whole = fold(header);
        if let Some((_, role)) = self.further.iter().find(|(further, _)| *further == whole) {
            return match role {
                Role::Code => Head::Code,
                Role::Name => Head::Name,
                Role::Message => Head::Message,
                Role::Remedy => Head::Remedy,
                Role::Other => Head::Unknown,
            };
        }
        // `状态码及状态消息`, `Error code and message`: the code comes first.
        if let Some((code, message)) = parted(header, ANDS) {
            let (code, message) = (head(&fold(code)), head(&fold(message)));
            if matches!(code, Head::Code | Head::Status)
                && matches!(message, Head::Message | Head::Cause | Head::Name)
            {
                return code;
            }
        }
        // `Code（错误码）`, `错误码/返回码`: the first part that says something.
        let mut found = Head::Unknown;
        for part in header.split(SEPARATORS) {
            let head = head(&fold(part));
            if head != Head::Unknown {
                found = head;
            }
            if !matches!(found, Head::Unknown | Head::Vague) {
                break;
            }
        }
        found
    }

    /// What the headers of a table say.
    pub(super) fn heads(&self, headers: &[Text]) -> Vec<Head> {
        let mut heads = Vec::with_capacity(headers.len());
        for header in headers {
            heads.push(self.head(&header.text));
        }
        heads
    }
}

/// Whether a heading or a line of text speaks of codes.
#[must_use]
pub fn speaks_of_codes(text: &str) -> bool {
    let text = fold(text);
    for (end, words) in CODE_ENDS.iter().chain([&ENGLISH_END]) {
        for (at, _) in text.match_indices(end) {
            if before(text.get(..at).unwrap_or_default(), words).is_some() {
                return true;
            }
        }
    }
    is_code_first(&text, false)
}

/// What a `code` in a heading is a code of.
#[rustfmt::skip]
const ENGLISH_END: (&str, &[&str]) = ("code", &[
    "error", "return", "response", "status", "result", "err", "ret", "exit", "warning", "http", "fehler", "antwort",
    "rückgabe",
]);

/// Whether a heading or a line of text speaks of errors, with or without codes.
#[must_use]
pub fn speaks_of_errors(text: &str) -> bool {
    // `erro` is in `error`, too.
    holds(&fold(text), &["错误", "erro", "fehler", "erreur", "ошиб", "lỗi"]) || speaks_of_codes(text)
}

/// Whether a heading or a line of text speaks of what a call returns, codes or others.
#[must_use]
pub fn speaks_of_results(text: &str) -> bool {
    holds(text, &["返回结果", "返回值", "响应结果"])
}

/// Whether a header speaks of a status: `状态码`, `Status Code`.
#[must_use]
pub fn speaks_of_status(header: &str) -> bool {
    holds(
        &fold(header),
        &["状态", "status", "ステータス", "상태", "estado", "statut", "статус", "состояни", "trạngthái"],
    )
}

/// Whether a header says no more than that names are below it: `名称`, `事件定义`.
#[must_use]
pub fn is_name(header: &str) -> bool {
    let header = fold(header);
    NAMES.contains(&&*header) || header.ends_with("定义")
}

/// Whether a vague header speaks of errors, so that names may be codes.
pub(super) fn is_error(header: &str) -> bool {
    let header = header.to_lowercase();
    is_called_code(&header) || holds(&header, &["错误", "error", "エラー", "에러", "오류"])
}

/// Whether a vague header says code, if not whose.
pub(super) fn is_called_code(header: &str) -> bool {
    let header = header.to_lowercase();
    holds(&header, &["代码", "コード", "코드"]) || holds(&header, BARE_CODES)
}

/// Whether a vague header speaks of values or constants, so that names may be codes
/// unless they are written as fields of a reply.
pub(super) fn is_value(header: &str) -> bool {
    let header = header.trim().to_ascii_lowercase();
    !is_field(&header)
        && (header.ends_with('值')
            || header.contains("枚举")
            || matches!(&*header, "value" | "values" | "常量" | "値" | "값"))
}

/// Whether a header is one of parameters, or of fields of a reply.
pub(super) fn is_field(header: &str) -> bool {
    header.starts_with("参数") || header.starts_with("字段") || header.eq_ignore_ascii_case("field")
}

/// Whether a cell names the type of a parameter, as no cell of a table of codes does.
#[must_use]
pub fn is_data_type(cell: &str) -> bool {
    const TYPES: &[&str] = &[
        "int", "integer", "long", "uint", "uint32", "uint64", "int32", "int64", "short", "float", "double",
        "number", "string", "str", "char", "bool", "boolean", "array", "list", "object", "map", "dict",
        "json", "function",
    ];
    is_one(cell, TYPES)
}

/// What codes are codes of, whatever they are called.
#[rustfmt::skip]
const ERROR_WORDS: &[&str] = &[
    "错误", "返回", "响应", "状态", "警告", "告警", "报警", "结果", "异常", "失败", "退出", "故障", "出错", "应答", "回执", "报错",
    "返回值", "错误信息",
];

/// What only a `码` or `码值` is a code of: a `业务编号` is something else.
#[rustfmt::skip]
const FURTHER_WORDS: &[&str] = &[
    "业务", "断流", "回包", "提示", "公共", "模块", "系统", "断开", "挂断", "释放", "原因", "中断", "拒绝", "鉴权", "诊断", "退订",
    "扣费", "状态报告", "错误类型", "error", "err", "code", "回应", "传回", "回传",
];

/// The same in Japanese, in Korean and in Turkish.
const JAPANESE_WORDS: &[&str] = &["エラー", "ステータス", "リターン", "レスポンス", "应答", "结果"];
const KOREAN_WORDS: &[&str] = &["오류", "에러", "응답", "상태", "결과", "반환"];
const TURKISH_WORDS: &[&str] = &["hata", "durum", "yanıt", "dönüş", "sonuç"];

/// What a code is called behind what it is a code of.
const CODE_ENDS: &[(&str, &[&str])] = &[
    ("码", ERROR_WORDS),
    ("码", FURTHER_WORDS),
    ("代码", ERROR_WORDS),
    ("编码", ERROR_WORDS),
    ("代号", ERROR_WORDS),
    ("编号", ERROR_WORDS),
    // `异常号码` and `失败号码` are of telephones.
    ("号码", &["错误", "返回", "响应", "状态"]),
    ("号", ERROR_WORDS),
    ("id", &["错误", "异常"]),
    ("コード", JAPANESE_WORDS),
    ("코드", KOREAN_WORDS),
    ("kodu", TURKISH_WORDS),
    ("kodları", TURKISH_WORDS),
];

/// What parts the words of a header that say the same.
const SEPARATORS: &[char] = &['(', ')', '（', '）', '/', '\n', '[', ']', '【', '】'];

/// What joins a code and its message in one header.
const ANDS: &[&str] = &["以及", "及", "和", "与", " and ", " And ", " & "];

/// Where a code is named first and what it is a code of a few letters behind: `código de
/// error`, `code d'erreur`, `код ошибки`. The stems of what that is.
#[rustfmt::skip]
const CODE_STARTS: &[(&str, &[&str])] = &[
    ("código", ROMANCE_WORDS),
    ("codigo", ROMANCE_WORDS),
    ("codice", ROMANCE_WORDS),
    ("codici", ROMANCE_WORDS),
    ("code", &["erreur", "retour", "réponse", "statut", "état", "sortie", "http"]),
    ("код", &["ошиб", "ответ", "возврат", "состояни", "статус", "результат", "выход", "помил", "http"]),
    ("mã", &["lỗi", "phảnhồi", "trạngthái", "trảvề", "kếtquả", "http"]),
    ("kod", &["kesalahan", "error", "respon", "status", "błęd", "http"]),
];

const ROMANCE_WORDS: &[&str] = &[
    "erro",
    "respuesta",
    "resposta",
    "rispost",
    "estado",
    "status",
    "stato",
    "retorno",
    "resultado",
    "salida",
    "saída",
    "falha",
    "fallo",
    "http",
];

/// Words for a code that do not say of what: `código`, as `代码` is one.
pub(super) const BARE_CODES: &[&str] = &["código", "codigo", "codice", "код", "mã", "kode", "kod"];

/// What may stand behind that without changing it.
const CODE_TAILS: &[&str] =
    &["数值", "数字", "取值", "值", "列表", "code", "id", "value", "values", "number", "값", "번호"];

/// Headers that may be of codes in a context that speaks of codes.
#[rustfmt::skip]
const VAGUE: &[&str] = &[
    "值", "数值", "取值", "参考值", "参数", "参数值", "符号", "代码", "代号", "编码", "编号", "码", "码值", "错误", "错误值", "返回值",
    "返回", "返回结果", "value", "values", "error", "errors", "err", "rc", "result", "ret", "return", "returnvalue", "常量", "常量值",
    "宏", "宏定义",
    "枚举", "枚举值", "标识", "no", "number", "num", "数字", "状态", "status", "id", "错误类型", "类别", "名称", "name", "key",
    "errorname", "错误名称", "错误名", "field", "字段", "字段值", "含义值", "状态值", "コード", "エラー", "ステータス", "코드", "에러",
    "오류", "상태", "값", "valor", "valeur", "wert", "giátrị",
];

const PARAMETERS: &[&str] = &[
    "类型",
    "参数类型",
    "数据类型",
    "字段类型",
    "值类型",
    "type",
    "datatype",
    "paramtype",
    "parametertype",
    "必选",
    "是否必选",
    "必填",
    "是否必填",
    "必须",
    "是否必须",
    "必需",
    "是否必需",
    "是否可选",
    "可选",
    "required",
    "optional",
    "mandatory",
    "默认值",
    "default",
    "defaultvalue",
    "参数名",
    "参数名称",
    "parameter",
    "parametername",
    "parameters",
    "属性",
    "属性名",
];

const NAMES: &[&str] = &[
    "名称",
    "名字",
    "英文名",
    "英文名称",
    "错误名",
    "错误名称",
    "错误码名称",
    "错误码名",
    "返回码名称",
    "key",
    "name",
    "symbol",
    "符号",
    "常量",
    "常量名",
    "宏",
    "宏定义",
    "定义",
    "枚举",
    "标识",
    "标识符",
    "errorname",
    "codename",
    "enum",
    "constant",
    "错误标识",
    "枚举名",
    "枚举名称",
];

const MESSAGES: &[&str] = &[
    "信息",
    "状态消息",
    "错误消息",
    "返回消息",
    "响应消息",
    "描述",
    "含义",
    "说明",
    "意义",
    "解释",
    "提示",
    "内容",
    "文案",
    "详情",
    "意思",
    "释义",
    "描叙",
    "message",
    "msg",
    "desc",
    "meaning",
    "explanation",
    "info",
    "information",
    "text",
    "codedesc",
    "detail",
    "details",
    "comment",
    "概述",
    "现象",
    "场景",
    "メッセージ",
    "意味",
    "설명",
    "메시지",
    "의미",
    "내용",
    "mensaje",
    "mensagem",
    "messaggio",
    "signific",
    "beschreibung",
    "bedeutung",
    "meldung",
    "описани",
    "сообщени",
    "значени",
    "môtả",
    "ýnghĩa",
    "thôngbáo",
    "keterangan",
    "açıklama",
    "anlam",
    "ileti",
    "mesaj",
];

const REMEDIES: &[&str] = &[
    "措施",
    "建议",
    "解决",
    "处理",
    "方案",
    "办法",
    "对策",
    "排查",
    "应对",
    "操作",
    "做法",
    "solution",
    "remedy",
    "suggestion",
    "action",
    "handling",
    "howto",
    "whattodo",
    "advice",
    "fix",
    "resolution",
    "workaround",
    "处置",
    "对处",
    "해결",
    "솔루션",
    "조치",
    "soluci",
    "soluç",
    "soluz",
    "recomend",
    "suger",
    "lösung",
    "maßnahme",
    "решени",
    "действи",
    "giảipháp",
    "xửlý",
    "khắcphục",
    "çözüm",
];

#[rustfmt::skip]
const CAUSES: &[&str] = &[
    "原因", "分析", "reason", "cause", "원인", "사유", "causa", "motivo", "ursache", "причин", "nguyênnhân", "lýdo", "neden",
];

/// What a folded header says.
fn head(header: &str) -> Head {
    if header.is_empty() {
        return Head::Unknown;
    }
    let ends = |words: &[&str]| before(header, words).is_some();
    match () {
        () if header.starts_with("是否") && !PARAMETERS.contains(&header) => Head::Unknown,
        () if PARAMETERS.contains(&header) => Head::Parameter,
        () if is_status(header) => Head::Status,
        () if is_code(header) => Head::Code,
        () if VAGUE.contains(&header) || BARE_CODES.contains(&header) => Head::Vague,
        () if NAMES.contains(&header) || ends(&["名称", "变量名", "name", "명칭", "이름"]) => {
            Head::Name
        }
        () if holds(header, REMEDIES) => Head::Remedy,
        () if holds(header, CAUSES) => Head::Cause,
        () if holds(header, MESSAGES) => Head::Message,
        // `认证结果`, `核验结果`.
        () if ends(&["结果"]) => Head::Vague,
        () => Head::Unknown,
    }
}

/// `HTTP 状态码`, `HTTP Code`; `状态码` alone is a code.
fn is_status(header: &str) -> bool {
    let Some(rest) = header.strip_prefix("http").or(header.strip_suffix("http")) else { return false };
    matches!(rest, "状态" | "status" | "ステータス" | "상태" | "" | "码" | "code" | "コード" | "코드")
        || matches!(rest, "estado" | "statut" | "статус")
        || BARE_CODES.contains(&rest)
        || is_code(rest)
}

fn is_code(header: &str) -> bool {
    let bare = before(header, CODE_TAILS).unwrap_or_default();
    is_code_word(header) || !bare.is_empty() && is_code_word(bare)
}

fn is_code_word(header: &str) -> bool {
    for (end, words) in CODE_ENDS {
        if let Some(of) = header.strip_suffix(end)
            && before(of, words).is_some()
        {
            return true;
        }
    }
    is_code_first(header, true)
        || before(header, ENGLISH_CODES).is_some_and(|of| before(of, OTHER_CODES).is_none())
}

#[rustfmt::skip]
const ENGLISH_CODES: &[&str] = &[
    "code", "codes", "errno", "errorno", "errornumber", "errid", "errorid", "respcd", "rspcd", "retcd", "rtncd",
    "errcd", "resultcd",
];

/// `Zip code` and `QR code` are no codes of a service.
#[rustfmt::skip]
const OTHER_CODES: &[&str] = &[
    "zip", "qr", "country", "area", "region", "language", "currency", "bar", "post", "source", "sms", "postal", "en", "de",
    "key", "char", "city", "product", "promo", "coupon", "sample", "example", "invite", "invitation", "captcha",
    "verification", "airport", "bank", "industry", "province", "hex", "color", "colour", "unicode", "ascii",
];

/// A text around the first of these words that it holds.
fn parted<'t>(text: &'t str, words: &[&str]) -> Option<(&'t str, &'t str)> {
    words.iter().find_map(|word| text.split_once(word))
}

/// Whether a code is named, and what it is a code of, in this order; and nothing else, or in a text.
fn is_code_first(text: &str, alone: bool) -> bool {
    // `s de`, `ов`; and the ending of the other word.
    let short = |between: &str| between.chars().count() <= 4;
    for (start, words) in CODE_STARTS {
        for (at, _) in text.match_indices(start) {
            let behind = text.get(at + start.len()..).unwrap_or_default();
            if (at == 0 || !alone)
                && let Some((between, rest)) = parted(behind, words)
                && short(between)
                && (short(rest) || !alone)
            {
                return true;
            }
        }
    }
    false
}

/// Other forms of the characters in these words: traditional ones, Japanese ones.
#[rustfmt::skip]
const FORMS: &[(char, char)] = &[
    ('錯', '错'), ('誤', '误'), ('碼', '码'), ('狀', '状'), ('態', '态'), ('響', '响'), ('應', '应'), ('応', '应'), ('結', '结'),
    ('異', '异'), ('敗', '败'), ('說', '说'), ('説', '说'), ('訊', '信'), ('詳', '详'), ('處', '处'), ('処', '处'), ('辦', '办'),
    ('決', '决'), ('議', '议'), ('號', '号'), ('編', '编'), ('類', '类'), ('參', '参'), ('數', '数'), ('稱', '称'), ('標', '标'),
    ('識', '识'), ('報', '报'), ('釋', '释'), ('義', '义'), ('內', '内'), ('選', '选'), ('對', '对'), ('対', '对'), ('務', '务'),
    ('業', '业'), ('統', '统'), ('認', '认'), ('場', '场'), ('現', '现'), ('屬', '属'), ('舉', '举'), ('傳', '传'), ('値', '值'),
];

/// Lower case, ASCII where there is a full-width form, one form of each character,
/// nothing but letters and digits.
fn fold(header: &str) -> String {
    let mut folded = String::with_capacity(header.len());
    for c in header.chars() {
        let c = FORMS.iter().find(|&&(form, _)| form == c).map_or_else(|| narrow(c), |&(_, same)| same);
        if c.is_alphanumeric() {
            for c in c.to_lowercase() {
                folded.push(c);
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_its_column() {
        let vocabulary = Vocabulary::default();
        for (head, headers) in [
            (
                Head::Code,
                "错误码 返回码 响应码 状态码 警告码 告警码 错误代码 返回代码 错误编码 错误号 结果码 业务错误码 错误码值 错误码数值 \
                 错误码列表 公共错误码 退出码 Code（错误码） 响应码（code） 错误码/返回码 错误码(ErrorCode) **错误码** 错误码： \
                 ErrorCode error_code ERROR-CODE ret_code code Code errcode errno ErrCode respcd 断流码 \
                 报警码 错误ID Code码 状态报告码 錯誤碼 狀態代碼 回應碼 傳回碼 エラーコード 오류코드 응답코드 ErrorCodeValue 에러코드값 エラーコード値",
            ),
            (
                Head::Status,
                "HTTP状态码 HTTPStatusCode HTTPCode http_code HTTP返回码 HTTPコード HTTP코드 HTTPステータス",
            ),
            (Head::Vague, "值 数值 参数 符号 Value 代码 编号 返回值 结果 认证结果 コード 코드 値"),
            (Head::Name, "错误码名称 错误码变量名 常量名 英文名 ErrorCodeName 에러코드명칭"),
            (
                Head::Message,
                "返回信息 错误码描述 错误码含义 错误码说明 描述 含义 message Description（描述） codeDesc 错误信息 錯誤訊息 説明 설명",
            ),
            (
                Head::Remedy,
                "处理措施 解决方法 处理建议 建议方案 可采取措施 Solution 原因以及解决办法 処理方法 해결방법",
            ),
            (Head::Cause, "原因 Reason（详细实际原因） 错误原因 错误分析"),
            (Head::Parameter, "类型 必选 是否必选 Type Required 参数名称 默认值"),
            (
                Head::Unknown,
                "错误类型码表 业务编号 系统代码 分类 异常号码 是否收费 是否需要app处理 验证码 二维码 ZipCode HexCode 序号 用户ID 事件ID バーコード",
            ),
        ] {
            for header in headers.split_whitespace() {
                assert_eq!(vocabulary.head(header), head, "{header}");
            }
        }
        assert_eq!(vocabulary.head("Error Code"), Head::Code);
        assert_eq!(vocabulary.head("HTTP 状态码"), Head::Status);
        assert_eq!(vocabulary.head("Error Code Description"), Head::Message);
        for header in ["状态码及状态消息", "错误码和错误信息", "Status Code and Status Message"]
        {
            assert_eq!(vocabulary.head(header), Head::Code, "{header}");
        }
        assert_eq!(vocabulary.head("错误原因和解决方法"), Head::Remedy);
        assert_eq!(vocabulary.head("错误码和统一异常"), Head::Unknown);
    }

    #[test]
    fn a_caller_knows_further_headers() {
        let vocabulary = Vocabulary::default().header(Role::Code, "Fehler-Nr.").header(Role::Other, "描述");
        assert_eq!(vocabulary.head("fehler nr"), Head::Code);
        assert_eq!(vocabulary.head("描述"), Head::Unknown);
    }

    #[test]
    fn a_heading_speaks_of_codes() {
        for text in
            ["2. 错误码列表", "返回码", "公共错误代码", "4. Error Codes", "请求返回码如下所示：", "警告码"]
        {
            assert!(speaks_of_codes(text), "{text}");
        }
        for text in ["验证码", "输出参数", "编码格式", "Sample code", "扫描二维码", ""] {
            assert!(!speaks_of_codes(text), "{text}");
        }
    }
}
