package io.sightglass.ui.inspect;

import io.sightglass.model.Finding;

/// A finding in few words, for the end of a row whose name and value are in sight already. The
/// whole sentence stands among the findings.
final class Brief {
    private Brief() {}

    static String of(Finding finding) {
        var rule = finding.rule();
        if (rule.endsWith(".required")) {
            return rule.startsWith("contract.") ? "required by contract" : "required";
        }
        if (rule.contains(".reader.")) {
            return ofReader(finding);
        }
        var sentence = finding.message().plain().strip();
        int expected = sentence.indexOf("; expected ");
        if (expected >= 0) {
            sentence = cut(sentence.substring(expected + 2), " such as ");
        } else {
            sentence = withoutSubject(sentence, finding.path());
        }
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /// `v1 does not see it`, where the sentence names the field again and what is in it.
    private static String ofReader(Finding finding) {
        var name = finding.path().substring(finding.path().lastIndexOf('.') + 1);
        var words = new StringBuilder();
        for (var part : finding.message().parts()) {
            boolean self =
                    part.strong()
                            && (part.text().equals(name) || part.text().equals(finding.path()));
            words.append(self ? "it" : part.text());
        }
        var said = words.toString().strip();
        said = said.startsWith("A reader with ") ? said.substring("A reader with ".length()) : said;
        said = cut(said, " (");
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }

    private static String withoutSubject(String sentence, String path) {
        var field = "Field " + path;
        for (var subject : new String[] {field + " is ", path + " is "}) {
            if (!path.isEmpty() && sentence.startsWith(subject)) {
                return sentence.substring(subject.length());
            }
        }
        int behind = sentence.indexOf(" is not in ");
        if (behind >= 0 && sentence.startsWith("Field ")) {
            return sentence.substring(behind + 4);
        }
        return sentence;
    }

    private static String cut(String text, String at) {
        int end = text.indexOf(at);
        return end < 0 ? text : text.substring(0, end);
    }
}
