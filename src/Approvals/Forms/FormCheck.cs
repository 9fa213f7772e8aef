using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Approvals.Forms.Rules;

namespace Workflows.Approvals.Forms;

/// <summary>One walk through the values of a form. The values are normalised.</summary>
internal sealed class FormCheck(FormDefinition definition, FormCheckContext context)
{
    private const int LongestText = 500;
    private const int LongestLongText = 50_000;
    private const int MostEntries = 2_000;

    private static readonly string[] FileMembers = ["id", "name", "size", "contentType", "contentHash"];

    private readonly List<FormFinding> findings = [];

    public IReadOnlyList<FormFinding> Findings => findings;

    /// <param name="fields">Fields of this object.</param>
    /// <param name="scope">Its values.</param>
    /// <param name="stored">The values stored before, null when none are.</param>
    /// <param name="path">Path of the object with a closing dot; empty at the root.</param>
    /// <param name="name">As <paramref name="path"/>, without row numbers.</param>
    public void Fields(IReadOnlyList<FormField> fields, FormScope scope, JsonObject? stored, string path, string name)
    {
        foreach (var field in fields)
        {
            One(field, scope, stored?[field.Key], path + field.Key, name + field.Key);
        }

        foreach (var (key, value) in scope.Values.Where(v => fields.All(f => f.Key != v.Key)))
        {
            var computed = path.Length == 0 && definition.Computed.Any(c => c.Key == key);
            Add(path + key, "unknown", FormJson.IsUnreadable(value) ? FormSentences.Unreadable : computed ? FormSentences.Computed(key) : FormSentences.Unknown(key), null);
        }
    }

    private void One(FormField field, FormScope scope, JsonNode? stored, string path, string name)
    {
        var value = scope.Values[field.Key];
        var right = context.RightTo(field, name);
        if (right is FormFieldRight.Read or FormFieldRight.Hide)
        {
            // Whoever may not change a field cannot mend it either, so nothing else is said about it.
            if (!FormJson.Same(stored ?? FormDefaults.Of(field, context), value))
            {
                Add(path, "rights", FormSentences.NoRight(field), field);
            }

            return;
        }

        if (field.ReadOnly && FormDefaults.Of(field, context) is { } only && !FormJson.Same(only, value))
        {
            Add(path, "readOnly", FormSentences.ReadOnly(field), field);
            return;
        }

        if (FormJson.IsBlank(value))
        {
            Blank(field, field.Required || right == FormFieldRight.Require, scope, path);
        }
        else if (Shape(field, value, path))
        {
            Rules(field, field.Rules, scope, value, path);
            Nested(field, value, scope, stored, path, name);
        }
    }

    private void Blank(FormField field, bool required, FormScope scope, string path)
    {
        var before = findings.Count;
        Rules(field, field.Rules.Where(r => FormRules.All[r.Name] is { SpeaksOfBlank: true } kind && (required || kind.Demands)), scope, null, path);
        if (required && findings.Count == before)
        {
            Add(path, "required", FormSentences.Required(field), field);
        }
    }

    private void Rules(FormField field, IEnumerable<FormRule> rules, FormScope scope, JsonNode? value, string path)
    {
        foreach (var rule in rules.Where(r => r.When?.Holds(scope) ?? true))
        {
            foreach (var breach in FormRules.All[rule.Name].Check(new(field, rule, value, path, scope)))
            {
                Add(rule, breach);
            }
        }
    }

    private void Nested(FormField field, JsonNode value, FormScope scope, JsonNode? stored, string path, string name)
    {
        if (value is JsonObject group && field.Type == FormFieldType.Group)
        {
            Fields(field.Fields, scope.Inside(group), stored as JsonObject, path + ".", name + ".");
        }
        else if (value is JsonArray rows && field.Type == FormFieldType.Rows)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                Fields(field.Fields, scope.Inside((JsonObject)rows[i]!), (stored as JsonArray)?.ElementAtOrDefault(i) as JsonObject, $"{path}[{i}].", name + ".");
            }
        }
    }

    /// <summary>Whether the value has the JSON shape of its type, is among the options and not too long; otherwise says so.</summary>
    private bool Shape(FormField field, JsonNode value, string path)
    {
        if (field.Many || field.Type is FormFieldType.EnumList or FormFieldType.Rows)
        {
            return value is JsonArray items
                ? items.Count <= MostEntries
                    ? items.Select((item, i) => Item(field, item, $"{path}[{i}]")).ToList().TrueForAll(fits => fits)
                    : Refuse(path, "length", FormSentences.Length(field, MostEntries), field)
                : Mismatch(field, value, path);
        }

        return field.Type switch
        {
            FormFieldType.BoolList => (value is JsonArray ticks && ticks.Count <= field.Options.Count && ticks.All(t => FormJson.Flag(t) is not null)) || Mismatch(field, value, path),
            FormFieldType.Group => (value is JsonObject && !FormJson.IsUnreadable(value)) || Mismatch(field, value, path),
            _ => Item(field, value, path),
        };
    }

    private bool Item(FormField field, JsonNode? value, string path) => field.Type switch
    {
        FormFieldType.Text => TextOf(field, value, path, LongestText),
        FormFieldType.LongText => TextOf(field, value, path, LongestLongText),
        FormFieldType.Int => FormJson.Number(value) is { } whole && whole == decimal.Truncate(whole) && whole is > -1e15m and < 1e15m || Mismatch(field, value, path),
        FormFieldType.Decimal => FormJson.Number(value) is { } number
            ? number == decimal.Round(number, field.Decimals) || Refuse(path, "decimals", FormSentences.Decimals(field), field)
            : Mismatch(field, value, path),
        FormFieldType.Date => FormJson.Day(value) is not null || Mismatch(field, value, path),
        FormFieldType.DateTime => FormJson.Moment(value) is not null || Mismatch(field, value, path),
        FormFieldType.Enum or FormFieldType.EnumList => Option(field, value, path),
        FormFieldType.Bool => FormJson.Flag(value) is not null || Mismatch(field, value, path),
        FormFieldType.Unit => UnitOf(field, value, path),
        FormFieldType.File => FileOf(field, value, path),
        FormFieldType.Rows => (value is JsonObject && !FormJson.IsUnreadable(value)) || Mismatch(field, value, path),
        _ => FormJson.Text(value) == field.Text?.Zh || Mismatch(field, value, path),
    };

    private bool TextOf(FormField field, JsonNode? value, string path, int longest) =>
        FormJson.Text(value) is { } text
            ? text.Length <= longest || Refuse(path, "length", FormSentences.Length(field, longest), field)
            : Mismatch(field, value, path);

    private bool Option(FormField field, JsonNode? value, string path)
    {
        if (FormJson.Text(value) is not { } key)
        {
            return Mismatch(field, value, path);
        }

        return field.Options.Any(o => o.Key == key)
            || (field.Extensible && key.Length <= 50)
            || Refuse(path, "option", FormSentences.Option(field, Short(key)), field, Short(key));
    }

    private bool UnitOf(FormField field, JsonNode? value, string path)
    {
        if (!TextOf(field, value, path, LongestText))
        {
            return false;
        }

        var id = FormJson.Text(value)!;
        return context.Unit is null
            || context.Applicant?.Id == id
            || context.Unit(id) is not null
            || (field.FreeText && !id.All(char.IsAsciiDigit))
            || Refuse(path, "unit", FormSentences.UnknownUnit(field, Short(id)), field);
    }

    private bool FileOf(FormField field, JsonNode? value, string path)
    {
        if (value is not JsonObject file
            || file.Any(m => !FileMembers.Contains(m.Key))
            || FormJson.Text(file["id"]) is not { Length: > 0 and <= 100 } id
            || (file.TryGetPropertyValue("size", out var size) && FormJson.Number(size) is null)
            || FileMembers.Where(m => m != "size").Any(m => file.TryGetPropertyValue(m, out var text) && FormJson.Text(text) is not { Length: <= 260 }))
        {
            return Mismatch(field, value, path);
        }

        return context.Attachment is null || context.Attachment(id) is not null || Refuse(path, "file", FormSentences.MissingFile(field), field);
    }

    // A wrong type: in the words of the form's own rule when it has one for that (任选1个), else in general words.
    private bool Mismatch(FormField field, JsonNode? value, string path) =>
        Refuse(path, "type", FormJson.IsUnreadable(value) ? FormSentences.Unreadable : FormSentences.Type(field), field, value is JsonArray or JsonObject ? null : Short(value?.ToString() ?? ""));

    private bool Refuse(string path, string name, Label sentence, FormField field, string? actual = null)
    {
        if (name is "type" or "option" && field.Rules.FirstOrDefault(r => FormRules.All[r.Name].SpeaksOfShape) is { } rule)
        {
            Add(rule, new FormBreach(path, actual));
        }
        else
        {
            Add(path, name, sentence, field);
        }

        return false;
    }

    private void Add(FormRule rule, FormBreach breach)
    {
        var values = rule.Arguments
            .Select(a => (a.Key, Value: a.Value is JsonArray list ? string.Join("、", list.Select(v => v?.ToString())) : a.Value?.ToString() ?? ""))
            .Select(a => KeyValuePair.Create(a.Key, new Label(a.Value, a.Value)))
            .Append(KeyValuePair.Create("actual", breach.Actual));
        findings.Add(new(breach.Path, rule.Name, (context.Filled(rule.Sentence) ?? rule.Sentence).Filled(values), rule.Clause, rule.Strength));
    }

    private void Add(string path, string name, Label sentence, FormField? field) =>
        findings.Add(new(path, name, sentence, field?.Clause ?? string.Create(CultureInfo.InvariantCulture, $"{definition.Source.Document} {definition.Source.Clause}"), FormRuleStrength.Hard));

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
