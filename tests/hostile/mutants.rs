//! Documents as no vendor wrote them: broken where a copy, an editor, a merge
//! or somebody with bad intent breaks them.

use std::{env, fs};

use crate::random::Random;

/// What the mutants come from, besides the document of this crate: one small
/// document for each style of writing that the reader knows.
const STYLES: &[&str] = &[
    "# 接口\n\n公共错误码：\n\n错误码 | 描述 | 解决方案\n---|---|---\n0 | 成功 |\n-1 | 失败 | 重试<br>或联系我们\n\
     1001/1002 | `a | b` | 见[文档](/x)\n",
    "## 返回码\n<table>\n<tr><th>返回码</th><th>说明</th></tr>\n<tr><td rowspan=\"2\">40001</td><td>签名错误\n\
     <td></tr><tr><td>过期</td></tr>\n<tr><td>40002<td>参数 &lt;APPID&gt; 错误\n</table>\n后面的文字\n",
    "## Errors\n\n| Error Code | Description | Solution |\n| :-- | :-: | --: |\n\
     | InvalidParameter.Size | The size is out of range. | Check it |\n\
     | FailedOperation | Failed. |\n| InternalError | | - |\n\n\n```json\n| code | x |\n|---|---|\n| 1 | a |\n```\n",
    "**警告码**\n\n| 警告码 | 返回信息 |\n|---|---|\n| 10000000 | 不全 |\n| 01000000 | 复印件 |\n\n| 00100000 | 翻拍 |\n",
    "状态码说明\n====\n\n|错误码|含义\n|-|-\n|0|成功\n|4000-7000|保留\n<<<<<<< HEAD\n|7001|旧\n=======\n|7001|新\n\
     >>>>>>> other\n其他文字\n|7002|断\n行|\n",
    "## 参数\n| 参数 | 类型 | 说明 |\n|---|---|---|\n| code | int | 错误码，见下 |\n\n错误码如下：\n\n\
     |---|---|\n| code | msg |\n| 0x1F | bad\\|pipe |\n| 0x20 | 多行\n| 0x21 | <!-- 旧 -->新 |\n",
    "\u{FEFF}## 4.1　签名错误码\r\n> | 错误码 | 说明 |\r\n> |---|---|\r\n> | 66660001 | 引用中 |\r\n> | 66660002\t| 制表\t|\r\n",
    "1. 如下\n\n   | 返回码 | 信息 |\n   |---|---|\n   | 1 | a || 2 | b |\n   | 3 | c |\n   |  | 续 |\n   | 其他错误码 | d |\n\n注：如下。\n",
];

/// What is put in somewhere.
pub const PIECES: &[&str] = &[
    "|",
    "||",
    "-",
    "---",
    "|---|",
    "|---|---|---|\n",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\\",
    "\\|",
    "`",
    "``",
    "```\n",
    "~~~",
    "*",
    "**",
    "_",
    "~~",
    "<",
    ">",
    "<!--",
    "-->",
    "<br>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<td rowspan=99 colspan=99>",
    "<th>",
    "<pre>",
    "</pre>",
    "<script>",
    "&nbsp;",
    "&#0;",
    "&lt;",
    "&",
    "# ",
    "\n## 标题\n",
    "\n---\n",
    "\n===\n",
    "> ",
    "- ",
    "1. ",
    "[",
    "](http://x)",
    "![",
    "]",
    "/",
    "、",
    ",",
    "，",
    "~",
    "0",
    "1",
    "-1",
    "-",
    "00",
    "9223372036854775808",
    "0x",
    "错误码",
    "| 错误码 | 描述 |\n|---|---|\n",
    "类型",
    "其他",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{3000}",
    "\u{a0}",
    "｜",
    "\u{fffd}",
    "\u{10ffff}",
    "👍🏽",
    "\"#]",
    "*/",
    "//",
    "/*",
    "r#\"",
    "${x}",
    "{}",
    "';",
    "\n    code\n",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "\n- | -\n",
    "Self",
    "_",
    "r#type",
];

/// A document, and what may stand beside it.
pub struct Seeds {
    texts: Vec<String>,
}

impl Seeds {
    /// The documents of this crate, the styles above, and those of whoever runs this.
    pub fn new() -> Self {
        let texts = [include_str!("../../docs/faceid.md"), include_str!("../../docs/faceid.names.md")];
        let mut texts: Vec<_> = texts.iter().chain(STYLES).map(|&text| text.to_owned()).collect();
        if let Some(directory) = env::var_os("VENDOR_CODES_SEEDS") {
            let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
            let mut paths: Vec<_> = entries.filter(|path| path.extension() == Some("md".as_ref())).collect();
            paths.sort();
            let read = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
            texts.extend(paths.into_iter().map(read).filter(|text| !text.is_empty()));
        }
        Self { texts }
    }

    pub fn pick(&self, random: &mut Random) -> &str {
        // The long ones are one in six.
        let first = if random.once_in(6) { 0 } else { 2 };
        &self.texts[first + random.below(self.texts.len() - first)]
    }

    /// A document with up to a dozen things wrong.
    pub fn mutant(&self, random: &mut Random) -> Vec<u8> {
        let mut text = self.pick(random).as_bytes().to_vec();
        for _ in 0..random.within(1..=12) {
            self.mutate(&mut text, random);
        }
        text
    }

    fn mutate(&self, text: &mut Vec<u8>, random: &mut Random) {
        let at = random.below(text.len() + 1);
        match random.below(13) {
            0 => drop(text.drain(line(text, at))),
            1 => {
                let line = text[line(text, at)].to_vec();
                insert(text, at, &line);
            }
            2 => {
                // A line elsewhere.
                let line: Vec<u8> = text.drain(line(text, at)).collect();
                let to = random.below(text.len() + 1);
                let to = self::line(text, to).start;
                insert(text, to, &line);
            }
            3 => drop(text.drain(cell(text, at))),
            4 => {
                let cell = text[cell(text, at)].to_vec();
                insert(text, at, &cell);
            }
            5 => {
                let cell: Vec<u8> = text.drain(cell(text, at)).collect();
                let to = random.below(text.len() + 1);
                insert(text, to, &cell);
            }
            6 => text.truncate(at),
            7 => {
                // The end of another document.
                let other = self.pick(random).as_bytes();
                text.truncate(at);
                text.extend_from_slice(&other[random.below(other.len())..]);
            }
            8 if random.once_in(4) => {
                // What is no UTF-8 any more.
                if let Some(byte) = text.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            _ => insert(text, at, random.pick(PIECES).as_bytes()),
        }
    }
}

/// Text of nothing but what means something to somebody.
pub fn soup(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.within(0..=60) {
        match random.below(4) {
            0 => text.extend(char::from_u32(u32::try_from(random.below(0x11_0000)).unwrap())),
            1 => text.push(char::from(u8::try_from(random.within(0x20..=0x7e)).unwrap())),
            _ => text.push_str(random.pick(PIECES)),
        }
    }
    text
}

pub fn bytes(random: &mut Random) -> Vec<u8> {
    (0..random.within(0..=200)).map(|_| u8::try_from(random.below(256)).unwrap()).collect()
}

/// Not within a character: that is for the mutation that breaks the encoding.
fn insert(text: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = (0..=at.min(text.len())).rev().find(|&at| is_boundary(text, at)).unwrap_or(0);
    text.splice(at..at, piece.iter().copied());
}

fn is_boundary(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| byte & 0xC0 != 0x80)
}

/// The line at a byte, with its end.
fn line(text: &[u8], at: usize) -> std::ops::Range<usize> {
    between(text, at, |byte| byte == b'\n')
}

/// The cell at a byte, with the pipe behind it.
fn cell(text: &[u8], at: usize) -> std::ops::Range<usize> {
    between(text, at, |byte| matches!(byte, b'\n' | b'|'))
}

fn between(text: &[u8], at: usize, ends: impl Fn(u8) -> bool) -> std::ops::Range<usize> {
    let start = text[..at].iter().rposition(|&byte| ends(byte)).map_or(0, |end| end + 1);
    let end = text[at..].iter().position(|&byte| ends(byte)).map_or(text.len(), |end| at + end + 1);
    start..end
}
