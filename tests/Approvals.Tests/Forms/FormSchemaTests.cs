using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Forms.Rules;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>The JSON schema that editors use says the same as the reader.</summary>
public class FormSchemaTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(ShippedForms.Folder, "form.schema.json"));

    private static readonly JsonObject Definitions = (JsonObject)JsonNode.Parse(Text)!["definitions"]!;

    private static IEnumerable<string> Names(JsonNode? list) => ((JsonArray)list!).Select(n => (string)n!);

    [Fact]
    public void The_schema_knows_the_types_facts_sources_needs_and_strengths_of_the_reader()
    {
        var field = Definitions["field"]!["properties"]!;

        Names(field["type"]!["enum"]).ShouldBe(FormReader.Types.Keys, ignoreOrder: true);
        Names(field["default"]!["oneOf"]![1]!["properties"]!["from"]!["enum"]).ShouldBe(FormDefaults.Sources.Keys, ignoreOrder: true);
        Names(Definitions["condition"]!["oneOf"]!.AsArray().First(c => c!["properties"]!["fact"] is not null)!["properties"]!["fact"]!["enum"]).ShouldBe(FormCondition.Facts.Keys, ignoreOrder: true);
        Definitions["printRow"]!["oneOf"]!.AsArray().Select(r => (string)r!["required"]!.AsArray()[^1]!).ShouldBe(FormPrintReader.Kinds.Keys, ignoreOrder: true);
        Names(Definitions["block"]!["properties"]!["needs"]!["items"]!["enum"]).ShouldBe(FormReader.BlockNeeds, ignoreOrder: true);
        Names(Definitions["rule"]!["oneOf"]![0]!["properties"]!["strength"]!["enum"]).ShouldBe(FormReader.Strengths.Keys, ignoreOrder: true);
    }

    [Fact]
    public void The_schema_knows_every_rule_with_its_arguments()
    {
        var inSchema = Definitions["rule"]!["oneOf"]!.AsArray().ToDictionary(r => (string)r!["properties"]!["rule"]!["enum"]![0]!, r => r!);
        string[] common = ["rule", "when", "where", "sentence", "clause", "strength"];

        inSchema.Keys.ShouldBe(FormRules.All.Keys, ignoreOrder: true);
        foreach (var (name, kind) in FormRules.All)
        {
            var properties = (JsonObject)inSchema[name]["properties"]!;
            properties.Select(p => p.Key).Except(common).ShouldBe(kind.Arguments.Select(a => a.Name), ignoreOrder: true, name);
            properties.ContainsKey("where").ShouldBe(kind.TakesWhere, name);
            Names(inSchema[name]["required"]).Except(common).ShouldBe(kind.Arguments.Where(a => a.Required).Select(a => a.Name), ignoreOrder: true, name);
            Names(inSchema[name]["required"]).Contains("when").ShouldBe(kind.NeedsWhen, name);
        }
    }

    [Fact]
    public async Task Every_shipped_form_names_the_schema_and_fits_it()
    {
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);
        foreach (var path in Directory.EnumerateFiles(ShippedForms.Folder, "*.form.json"))
        {
            var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            schema.Validate(text).Select(e => e.ToString()).ShouldBeEmpty(path);
            ((string?)JsonNode.Parse(text)!["$schema"]).ShouldBe("./form.schema.json");
        }
    }

    [Fact]
    public async Task What_the_reader_takes_the_schema_takes_and_a_name_the_reader_does_not_know_the_schema_refuses()
    {
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);
        var changed = 0;
        foreach (var file in new[] { "pilot-site.form.json", "pilot-site-score.form.json" })
        {
            var text = await File.ReadAllTextAsync(Path.Combine(ShippedForms.Folder, file), TestContext.Current.CancellationToken);
            for (var at = 0; Changed(text, at) is { } form; at += 17)
            {
                changed++;
                var (read, findings) = FormReader.Read(file, Encoding.UTF8.GetBytes(form.Text));
                var fits = schema.Validate(form.Text).Count == 0;
                if (read is not null)
                {
                    fits.ShouldBeTrue($"{file}, {form.What}: the reader takes it, the schema does not");
                }

                if (findings.Any(f => f.Problem.En.Contains("The member", StringComparison.Ordinal) && !TypeDependent(f.Problem.En)))
                {
                    fits.ShouldBeFalse($"{file}, {form.What}: {findings[0]}");
                }
            }
        }

        changed.ShouldBeGreaterThan(100);
    }

    // Which types need these members, and which rules need a field of which type, only the reader says.
    private static bool TypeDependent(string problem) => new[] { "\"options\" is missing", "\"fields\" is missing", "\"text\" is missing" }.Any(problem.Contains);

    /// <summary>The form with one thing changed: the n-th member renamed, removed, or given a value of another kind.</summary>
    private static (string Text, string What)? Changed(string text, int n)
    {
        var root = JsonNode.Parse(text)!;
        var members = Members(root).ToList();
        if (n / 3 >= members.Count)
        {
            return null;
        }

        var (holder, name) = members[n / 3];
        var value = holder[name];
        holder.Remove(name);
        switch (n % 3)
        {
            case 0:
                holder[name + "x"] = value;
                break;
            case 1:
                break;
            default:
                holder[name] = value is JsonValue scalar && scalar.TryGetValue<string>(out _) ? JsonValue.Create(7) : "七";
                break;
        }

        return (root.ToJsonString(), $"{new[] { "renamed", "removed", "changed" }[n % 3]} {holder.GetPath()}.{name}");
    }

    private static IEnumerable<(JsonObject Holder, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Members(m.Value).Prepend((members, m.Key))),
        JsonArray items => items.SelectMany(Members),
        _ => [],
    };
}
