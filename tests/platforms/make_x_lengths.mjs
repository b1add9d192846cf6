// Counts strings with X's own counter and writes x_lengths.json, which test_length.py compares with ours.
//
//   in a folder of its own:  npm install twitter-text@3.1.0 emojibase-data@17.0.0
//   there:                   node <checkout>/tests/platforms/make_x_lengths.mjs <checkout>/tests/platforms/x_lengths.json
//
// The strings are made here from a fixed seed, so that running it again gives the same file.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";

const require = createRequire(`${process.cwd()}/`);
const { parseTweet } = require("twitter-text");
const emoji = require("emojibase-data/en/compact.json");

let seed = 20261122;
const random = () => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return seed / 0x80000000;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const withTones = emoji.flatMap((one) => [one.unicode, ...(one.skins ?? []).map((skin) => skin.unicode)]);

const named = [
  "a", "", "é", "e\u0301", "日本語", "한국어", "ไทย", "हिन्दी", "العربية", "עברית", "Ελληνικά", "Українська",
  "©", "®", "™", "©️", "®️", "™️", "‼", "‼️", "❤", "❤️", "☺", "☺️", "1⃣", "1️⃣", "#️⃣", "🇺🇸", "🇺🇸🇲🇽", "🇽🇽", "🇺",
  "👮", "👮🏽", "👮‍♀️", "👮🏽‍♀️", "👨‍👩‍👧‍👦", "👩‍❤️‍💋‍👨", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👁️‍🗨️", "👁‍🗨", "🧑‍🤝‍🧑", "🧑🏽‍🤝‍🧑🏻", "👭🏽", "🦮", "🐕‍🦺",
  "🧑‍🚒", "🧑🏾‍🚒", "🫂", "🫱🏼‍🫲🏿", "🧑‍🧑‍🧒", "🐦‍🔥", "🫩", "🏴‍☠️", "🚓🚒🚑", "⌚️", "⏰️", "✋️", "☝️🏽", "🤵‍♀️", "🕴🏽‍♀️", "🈚️",
  "\u200b", "\u200d", "\u2066", "…", "—", "“quoted”", "’", "•", "½", "①", "㍿", "ﬁ", "Ⅳ", "\ufeff", "𝒜", "𐍈", "\ud83d",
  "\n", "a\nb", "a\n\nb", "\t", " ", "  a  ", "\u3000",
  "https://example.com", "http://example.com/a/b?c=d#e", "example.com", "www.example.com", "EXAMPLE.COM", "city.gov",
  "police.example.us", "readme.md", "a.b", "e.g.", "3.14", "U.S.", "co.uk", "example.co.uk", "user@example.com", "@example.com",
  "#example.com", "$example.com", "(example.com)", "“example.com”", "example.com.", "example.com,", "example.com!", "example.com/",
  "example.com/a_(b)", "https://example.com/été", "https://日本語.jp", "日本語.jp", "http://日本語.jp/パス?q=語", "https://t.co/abc1234567",
  "http://t.co/abc123", "https://example.com:8080/x", "http://localhost:8000", "http://1.2.3.4/", "ftp://example.com", "https://",
  "https://example", "https://example.com?x=1&y=2", "-example.com", "_example.com", "x.com", "bit.ly/2x", "example.community",
  "https://example.com https://example.org", "seehttps://example.com", "see:example.com", "日本example.com語", "mailto:a@example.com",
  "https://user:pass@example.com/", "https://example.com/a%20b", "https://example.com/a,b", "https://example.com/a.", "example.photography",
  "שלוםexample.com", "قهوةexample.com/x", `${"語".repeat(40)}example.com/x`, "Привітexample.com", "example.com日本example.org/x",
  "https://t.co/abc/def", `https://t.co/${"a".repeat(41)}`, "https://t.co/", "🦛example.com", "👮🏽‍♀️example.com",
  "Coffee with a Cop 👮🏽‍♀️☕️ — Saturday, 9–11 a.m. https://city.gov/coffee #CommunityPolicing",
  "Café con un policía 👮🏽‍♀️: sábado, 9 a 11. https://city.gov/cafe",
  "与警察喝咖啡:星期六上午九点。https://city.gov/coffee",
  "قهوة مع الشرطة: السبت الساعة التاسعة. https://city.gov/coffee",
  "x".repeat(280), "x".repeat(281), "語".repeat(140), "語".repeat(141), "👮🏽".repeat(140), `${"x".repeat(257)}https://city.gov/x`,
  `${"x".repeat(256)} https://city.gov/x`, `${"x".repeat(257)} https://city.gov/x`,
];
const words = [
  "officers", "neighbours", "planted", "120", "trees", "with", "3rd-graders", "Café", "naïve", "señora", "日本語", "한국어", "Привіт",
  "ไทย", "हिन्दी", "—", "…", "“so”", "•", "™", "©", "&", "<3", "100%", "$5", "#Together", "@maricopa", "city.gov", "https://city.gov/a?b=c",
  "www.example.org/x", "readme.md", "e.g.", "p.m.", "St.", "Q&A", "24/7", "K-9", "\n", "\n\n",
];

const strings = new Set(named);
for (let n = 0; n < 500; n++) strings.add(pick(withTones));
while (strings.size < named.length + 500 + 600) {
  const length = 1 + Math.floor(random() * 14);
  strings.add(Array.from({ length }, () => (random() < 0.8 ? pick(words) : pick(withTones))).join(" "));
}

const counted = [...strings].map((text) => [text, parseTweet(text.replace(/\r\n?/g, "\n").normalize("NFC")).weightedLength]);
writeFileSync(process.argv[2], `[\n${counted.map((pair) => JSON.stringify(pair)).join(",\n")}\n]\n`);
console.log(`${counted.length} strings counted`);
