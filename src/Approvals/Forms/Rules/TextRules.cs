using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about texts: length in 字数, phone numbers, addresses, patterns.</summary>
internal static partial class TextRules
{
    private static readonly IReadOnlySet<Field> Counted = FormRules.Of(Field.Text, Field.LongText, Field.Rows, Field.Group);

    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // 以内/不超过: the limit itself passes. On rows and groups: of all texts together.
        new("maxWords", Counted, [new("max", Takes.Number)], c => Words(c.Value) is var words ? c.Unless(words <= c.Number("max"), Written(words)) : []),

        // 至少: the limit itself passes.
        new("minWords", Counted, [new("min", Takes.Number)], c => Words(c.Value) is var words ? c.Unless(words >= c.Number("min"), Written(words)) : []),

        // 联系电话: mobile or landline.
        new("phone", FormRules.Of(Field.Text), [], c => Each(c, text => Mobile().IsMatch(text) || Landline().IsMatch(text))),

        // 手机: mobile only.
        new("mobile", FormRules.Of(Field.Text), [], c => Each(c, text => Mobile().IsMatch(text))),

        new("email", FormRules.Of(Field.Text), [], c => Each(c, text => Email().IsMatch(text))),

        // A regular expression without look-around or back-references, so that no text can make it slow.
        new("pattern", FormRules.Of(Field.Text), [new("pattern", Takes.Text)], c => Each(c, text => Pattern(c.Text("pattern")).IsMatch(text))),

        // 准确全称: the applicant's registered full name.
        new("registeredName", FormRules.Of(Field.Text), [], c =>
            c.Unless(c.Context.Applicant is not { } unit || FormJson.Text(c.Value) == unit.FullName, FormJson.Text(c.Value))),
    ];

    /// <summary>The regular expression of a rule; throws <see cref="ArgumentException"/> or <see cref="NotSupportedException"/> when it is not one.</summary>
    public static Regex Pattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static IEnumerable<FormBreach> Each(FormRuleCall call, Func<string, bool> holds) =>
        call.Entries.Where(e => !holds(e.Text)).Select(e => new FormBreach(e.Path, e.Text));

    private static int Words(JsonNode? value) => value switch
    {
        JsonArray items => items.Sum(Words),
        JsonObject members => members.Sum(m => Words(m.Value)),
        _ => FormJson.Text(value) is { } text ? WordCount.Of(text) : 0,
    };

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A mobile and a landline number without extension, wherever they stand.</summary>
    internal const string MobilePattern = "1[3-9][0-9]{9}", LandlinePattern = "0[0-9]{2,3}-?[0-9]{7,8}";

    [GeneratedRegex(@"\A" + MobilePattern + @"\z")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"\A" + LandlinePattern + @"(-[0-9]{1,6})?\z")]
    private static partial Regex Landline();

    [GeneratedRegex(@"\A[^@\s]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
