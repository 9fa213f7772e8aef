using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Approvals.DataFiles;
using Workflows.Approvals.Forms.Rules;

namespace Workflows.Approvals.Forms;

/// <summary>Reads a <c>*.form.json</c>. Every fault becomes a finding with its place and remedy; a file with a finding gives no form.</summary>
public static partial class FormReader
{
    /// <summary>Ending of a form file's name; what stands before it is the form's key.</summary>
    public const string FileEnding = ".form.json";

    internal static IReadOnlyDictionary<string, FormFieldType> Types { get; } =
        Enum.GetValues<FormFieldType>().ToDictionary(t => JsonNamingPolicy.CamelCase.ConvertName(t.ToString()));

    internal static IReadOnlyDictionary<string, FormRuleStrength> Strengths { get; } =
        new Dictionary<string, FormRuleStrength> { ["hard"] = FormRuleStrength.Hard, ["soft"] = FormRuleStrength.Soft };

    internal static IReadOnlyList<string> BlockNeeds { get; } = ["opinion", "signature", "seal"];

    private static readonly Dictionary<string, bool> Widths = new() { ["half"] = true, ["full"] = false };

    /// <summary>Reads one file.</summary>
    /// <param name="file">File name as findings name it; the part before <see cref="FileEnding"/> must equal the form's key.</param>
    /// <param name="utf8">The file's bytes.</param>
    public static (FormDefinition? Form, IReadOnlyList<FileFinding> Findings) Read(string file, ReadOnlyMemory<byte> utf8)
    {
        var findings = new FileFindings(file);
        var root = LocatedNode.Parse(utf8, findings);
        var form = root is null ? null : new OneForm(findings).Form(root);
        return (findings.All.Count == 0 ? form : null, findings.All);
    }

    private sealed partial class OneForm(FileFindings findings)
    {
        // Names of fields can be checked only when all fields are known.
        private readonly List<Action<IReadOnlyList<FormField>>> afterwards = [];

        public FormDefinition Form(LocatedNode root)
        {
            var o = new LocatedObject(root, findings);
            o.Member("$schema");
            var print = new FormPrintReader(findings);
            var form = new FormDefinition
            {
                Key = Key(o),
                Number = o.Text("number"),
                Title = o.Both("title", true)!,
                Source = Source(o.Member("source", true)),
                Sections = [.. Named(o.List("sections", true), Section, s => s.Key)],
                Computed = [.. Named(o.List("computed"), Computed, c => c.Key)],
                Print = print.Sheets(o.List("print")),
            };
            o.Done();

            var expected = Path.GetFileName(findings.File);
            if (form.Key.Length > 0 && expected.EndsWith(FileEnding, StringComparison.Ordinal) && expected[..^FileEnding.Length] != form.Key)
            {
                findings.Add(
                    o.Node.Members.First(m => m.Name == "key").Value,
                    new($"键“{form.Key}”与文件名“{expected}”不一致。", $"The key \"{form.Key}\" differs from the file name \"{expected}\"."),
                    new($"请改文件名为“{form.Key}{FileEnding}”，或更改键。", $"Name the file \"{form.Key}{FileEnding}\", or change the key."));
            }

            foreach (var twice in form.Fields.Select(f => f.Key).Concat(form.Blocks.Select(b => b.Key)).Concat(form.Computed.Select(c => c.Key))
                .GroupBy(k => k).Where(g => g.Key.Length > 0 && g.Skip(1).Any()))
            {
                Twice(root, twice.Key);
            }

            foreach (var check in afterwards)
            {
                check(form.Fields);
            }

            if (findings.All.Count == 0)
            {
                Defaults(form, root);
                print.Check(form, root);
            }

            return form;
        }

        // A default must be a value that the field would take.
        private void Defaults(FormDefinition form, LocatedNode root)
        {
            var values = new JsonObject(form.Fields.Where(f => f.Default?.Value is not null).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Default!.Value!.DeepClone())));
            foreach (var field in form.Fields.Where(f => values.ContainsKey(f.Key)))
            {
                foreach (var wrong in FormValidator.Check(form, values, new() { Today = DateOnly.MaxValue, Party = field.Party ?? "applicant" }).Where(f => f.Path == field.Key))
                {
                    findings.Add(
                        root,
                        new($"字段“{field.Key}”的默认值不可用：{wrong.Sentence.Zh}", $"The default of the field \"{field.Key}\" is not accepted: {wrong.Sentence.En}"),
                        new("请更正“default”。", "Correct \"default\"."));
                }
            }
        }

        private FormSource Source(LocatedNode? node)
        {
            if (node is null)
            {
                return new("", "", false);
            }

            var o = new LocatedObject(node, findings);
            var source = new FormSource(o.Text("document", true) ?? "", o.Text("clause", true) ?? "", o.Flag("prescribed"));
            o.Done();
            return source;
        }

        private FormSection Section(LocatedObject o) => new()
        {
            Key = Key(o),
            Title = o.Both("title", true)!,
            Hint = o.Both("hint"),
            Fields = Fields(o.List("fields"), []),
            Blocks = [.. Named(o.List("blocks"), Block, b => b.Key)],
        };

        private FormComputed Computed(LocatedObject o) =>
            new(Key(o), o.Both("label", true)!, o.Choice("type", Types, true) ?? FormFieldType.Text);

        private FormBlock Block(LocatedObject o)
        {
            var needs = o.List("needs", true);
            foreach (var need in needs.Where(n => n.Kind != JsonValueKind.String || !BlockNeeds.Contains(n.Text)))
            {
                findings.Unknown(need, need.Text ?? need.Kind.ToString(), BlockNeeds);
            }

            return new()
            {
                Key = Key(o),
                Label = o.Both("label", true)!,
                Party = Word(o, "party", true) ?? "",
                NeedsOpinion = needs.Any(n => n.Text == "opinion"),
                NeedsSignature = needs.Any(n => n.Text == "signature"),
                NeedsSeal = needs.Any(n => n.Text == "seal"),
                SignatureLabel = o.Both("signatureLabel"),
                SealLabel = o.Both("sealLabel"),
                Skippable = o.Flag("skippable", true),
                Hint = o.Both("hint"),
                Clause = o.Text("clause"),
            };
        }

        private IReadOnlyList<FormField> Fields(IReadOnlyList<LocatedNode> nodes, IReadOnlyList<string> path) =>
            [.. Named(nodes, o => Field(o, path), f => f.Key)];

        private FormField Field(LocatedObject o, IReadOnlyList<string> around)
        {
            var key = Key(o);
            string[] path = [.. around, key];
            var type = o.Choice("type", Types, true) ?? FormFieldType.Text;
            var field = new FormField
            {
                Key = key,
                Type = type,
                Label = o.Both("label", true) ?? new("", ""),
                Hint = o.Both("hint"),
                Required = o.Flag("required"),
                Many = o.Flag("many"),
                ReadOnly = o.Flag("readOnly"),
                UnderSeal = o.Flag("underSeal", type != FormFieldType.File),
                Half = o.Choice("width", Widths) ?? false,
                Printed = o.Flag("printed", !o.Flag("hidden")),
                Hidden = o.Flag("hidden"),
                Party = Word(o, "party"),
                Options = [.. Named(o.List("options"), Option, x => x.Key)],
                Extensible = o.Flag("extensible"),
                FreeText = o.Flag("freeText"),
                Default = Default(o.Member("default")),
                Text = o.Both("text"),
                Suffix = o.Both("suffix"),
                Decimals = o.Count("decimals") ?? 2,
                Fields = Fields(o.List("fields"), path),
                ShowWhen = Condition(o.Member("showWhen"), around),
                Clause = o.Text("clause"),
            };
            field = field with { Rules = [.. o.List("rules").Select(node => Rule(node, field, around)).OfType<FormRule>()] };
            Fits(o, field);
            return field;
        }

        /// <summary>Members that make sense only for some types.</summary>
        private void Fits(LocatedObject o, FormField field)
        {
            var type = field.Type;
            Needs(o, "options", field.Options.Count > 0, type is FormFieldType.Enum or FormFieldType.EnumList or FormFieldType.BoolList);
            Needs(o, "fields", field.Fields.Count > 0, type is FormFieldType.Rows or FormFieldType.Group);
            Needs(o, "text", field.Text is not null, type is FormFieldType.FixedText);
            OnlyFor(o, "many", field.Many, type is FormFieldType.Text or FormFieldType.File);
            OnlyFor(o, "extensible", field.Extensible, type is FormFieldType.Enum);
            OnlyFor(o, "freeText", field.FreeText, type is FormFieldType.Unit);
            OnlyFor(o, "decimals", field.Decimals != 2, type is FormFieldType.Decimal);
            OnlyFor(o, "suffix", field.Suffix is not null, type is FormFieldType.Int or FormFieldType.Decimal or FormFieldType.Text);
            if (field.Decimals > 6)
            {
                findings.Wrong(o.Member("decimals")!, new("0 至 6 的整数", "a whole number from 0 to 6"));
            }

            if (field.ReadOnly && field.Default is null)
            {
                findings.Add(
                    o.Node,
                    new("只读字段没有默认值，永远无法填写。", "A read-only field without a default can never be filled."),
                    new("请加入“default”，或去掉“readOnly”。", "Add \"default\", or remove \"readOnly\"."));
            }
        }

        private void Needs(LocatedObject o, string member, bool there, bool wanted)
        {
            if (wanted && !there && o.Member(member) is null)
            {
                o.Member(member, true);
            }

            OnlyFor(o, member, there, wanted);
        }

        private void OnlyFor(LocatedObject o, string member, bool there, bool wanted)
        {
            if (there && !wanted && o.Member(member) is { } node)
            {
                findings.Add(
                    node,
                    new($"此类型的字段不能有“{member}”。", $"A field of this type takes no \"{member}\"."),
                    new("请删除，或更改字段类型。", "Remove it, or change the field's type."));
            }
        }

        private static FormOption Option(LocatedObject o) =>
            new(o.Text("key", true) ?? "", o.Both("label", true) ?? new("", ""), o.Text("clause"));

        private FormDefault? Default(LocatedNode? node)
        {
            if (node is null)
            {
                return null;
            }

            var o = new LocatedObject(node, findings);
            var (value, from) = (o.Member("value"), o.Text("from"));
            o.Done();
            if (value is null == from is null)
            {
                findings.Add(
                    node,
                    new("默认值须有“value”或“from”之一。", "A default has either \"value\" or \"from\"."),
                    new("请保留其中一个。", "Keep exactly one of them."));
            }
            else if (from is not null && !FormDefaults.Sources.ContainsKey(from))
            {
                findings.Unknown(node, from, FormDefaults.Sources.Keys);
            }

            return new(value?.ToJson(), from);
        }

        private FormRule? Rule(LocatedNode node, FormField field, IReadOnlyList<string> around)
        {
            var o = new LocatedObject(node, findings);
            var name = o.Text("rule", true);
            if (name is null)
            {
                return null;
            }

            if (!FormRules.All.TryGetValue(name, out var kind))
            {
                findings.Unknown(o.Member("rule")!, name, FormRules.All.Keys);
                return null;
            }

            if (!kind.On.Contains(field.Type))
            {
                findings.Add(
                    node,
                    new($"规则“{name}”不能用于此类型的字段。", $"The rule \"{name}\" cannot stand on a field of this type."),
                    new($"可用于：{string.Join("、", Names(kind.On))}。", $"It stands on: {string.Join(", ", Names(kind.On))}."));
            }

            var arguments = new JsonObject();
            foreach (var argument in kind.Arguments)
            {
                if (Argument(o, argument, field, around) is { } value)
                {
                    arguments[argument.Name] = value.ToJson();
                }
            }

            var rule = new FormRule
            {
                Name = name,
                Arguments = arguments,
                When = Condition(o.Member("when", kind.NeedsWhen), around),
                Where = kind.TakesWhere && field.Type == FormFieldType.Rows ? Condition(o.Member("where"), [.. around, field.Key]) : null,
                Sentence = o.Both("sentence", true) ?? new("", ""),
                Clause = o.Text("clause", true) ?? "",
                Strength = o.Choice("strength", Strengths) ?? FormRuleStrength.Hard,
            };
            o.Done();
            return rule;
        }

        private LocatedNode? Argument(LocatedObject o, FormRuleArgument argument, FormField field, IReadOnlyList<string> around)
        {
            var node = o.Member(argument.Name, argument.Required);
            if (node is null)
            {
                return null;
            }

            switch (argument.Kind)
            {
                case FormRuleArgumentKind.Texts or FormRuleArgumentKind.Columns:
                    _ = o.Texts(argument.Name);
                    break;
                case FormRuleArgumentKind.Number when node.Kind != JsonValueKind.Number || FormJson.Number(node.ToJson()) is null:
                    findings.Wrong(node, new("数字", "a number"));
                    return null;
                case FormRuleArgumentKind.Day when FormJson.Day(node.ToJson()) is null:
                    findings.Wrong(node, new("日期，例如 2022-06-01", "a date such as 2022-06-01"));
                    return null;
                case FormRuleArgumentKind.Text or FormRuleArgumentKind.Field or FormRuleArgumentKind.Column:
                    _ = o.Text(argument.Name);
                    break;
                default:
                    break;
            }

            switch (argument.Kind)
            {
                case FormRuleArgumentKind.Field when node.Text is { } name:
                    afterwards.Add(all => KnownField(node, name, around, all));
                    break;
                case FormRuleArgumentKind.Column when node.Text is { } name:
                    KnownColumn(node, name, field);
                    break;
                case FormRuleArgumentKind.Columns:
                    foreach (var item in node.Items.Where(i => i.Kind == JsonValueKind.String))
                    {
                        KnownColumn(item, item.Text!, field);
                    }

                    break;
                case FormRuleArgumentKind.Text when argument.Name == "pattern" && node.Text is { } pattern && !IsPattern(pattern):
                    findings.Wrong(node, new("不含环视与反向引用的正则表达式", "a regular expression without look-around or back-references"));
                    break;
                default:
                    break;
            }

            return node;
        }

        private static bool IsPattern(string pattern)
        {
            try
            {
                _ = TextRules.Pattern(pattern);
                return true;
            }
            catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException)
            {
                return false;
            }
        }

        private FormCondition? Condition(LocatedNode? node, IReadOnlyList<string> around)
        {
            if (node is null)
            {
                return null;
            }

            var o = new LocatedObject(node, findings);
            var (all, any, field, fact) = (o.List("all"), o.List("any"), o.Text("field"), o.Text("fact"));
            var (is_, isNot, oneOf, filled) = (o.Member("is"), o.Member("isNot"), o.Member("in"), o.FlagOrNone("filled"));
            o.Done();

            var subjects = new[] { all.Count > 0, any.Count > 0, field is not null, fact is not null }.Count(x => x);
            var tests = new[] { is_ is not null, isNot is not null, oneOf is not null, filled is not null }.Count(x => x);
            if (subjects != 1 || tests != (field is not null || fact is not null ? 1 : 0) || (fact is not null && filled is not null))
            {
                findings.Add(
                    node,
                    new("条件不完整或有歧义。", "The condition is incomplete or says two things."),
                    new(
                        "请写成 {field 或 fact, is | isNot | in | filled}，或 {all: […]}，或 {any: […]}。",
                        "Write {field or fact, is | isNot | in | filled}, or {all: […]}, or {any: […]}."));
                return null;
            }

            if (fact is not null && !FormCondition.Facts.ContainsKey(fact))
            {
                findings.Unknown(node, fact, FormCondition.Facts.Keys);
            }

            if (field is not null)
            {
                afterwards.Add(fields => KnownField(node, field, around, fields));
            }

            return new()
            {
                All = [.. all.Select(c => Condition(c, around)).OfType<FormCondition>()],
                Any = [.. any.Select(c => Condition(c, around)).OfType<FormCondition>()],
                Field = field,
                Fact = fact,
                Values = oneOf is not null ? [.. oneOf.Items.Select(i => i.ToJson())] : is_ is not null ? [is_.ToJson()] : isNot is not null ? [isNot.ToJson()] : [],
                Negated = isNot is not null,
                Filled = filled,
            };
        }

        /// <summary>A field is named by its key beside or around the place that names it, or by its path from the root.</summary>
        private void KnownField(LocatedNode at, string name, IReadOnlyList<string> around, IReadOnlyList<FormField> root)
        {
            var reachable = new List<string>(Paths(root, ""));
            var here = root;
            foreach (var key in around)
            {
                here = here.FirstOrDefault(f => f.Key == key)?.Fields ?? [];
                reachable.AddRange(Paths(here, ""));
            }

            if (!reachable.Contains(name))
            {
                findings.Unknown(at, name, reachable.Distinct());
            }
        }

        private static IEnumerable<string> Paths(IReadOnlyList<FormField> fields, string before) =>
            fields.SelectMany(f => Paths(f.Type == FormFieldType.Group ? f.Fields : [], $"{before}{f.Key}.").Prepend(before + f.Key));

        private void KnownColumn(LocatedNode at, string name, FormField field)
        {
            if (field.Fields.All(f => f.Key != name))
            {
                findings.Unknown(at, name, field.Fields.Select(f => f.Key));
            }
        }

        private IEnumerable<T> Named<T>(IReadOnlyList<LocatedNode> nodes, Func<LocatedObject, T> read, Func<T, string> key)
        {
            var seen = new HashSet<string>();
            foreach (var node in nodes)
            {
                var o = new LocatedObject(node, findings);
                var thing = read(o);
                o.Done();
                if (key(thing) is { Length: > 0 } name && !seen.Add(name))
                {
                    Twice(node, name);
                }

                yield return thing;
            }
        }

        private void Twice(LocatedNode at, string key) => findings.Add(
            at,
            new($"键“{key}”重复。", $"The key \"{key}\" is used twice here."),
            new("请改用不同的键。", "Give each its own key."));

        private string Key(LocatedObject o) => Word(o, "key", true) ?? "";

        /// <summary>A name for machines: letters, digits and hyphens, starting with a lower-case letter.</summary>
        private string? Word(LocatedObject o, string member, bool required = false)
        {
            var word = o.Text(member, required);
            if (word is not null && !WordPattern().IsMatch(word))
            {
                findings.Wrong(o.Member(member)!, new("以小写字母开头的字母、数字或连字符", "letters, digits or hyphens that start with a lower-case letter"));
            }

            return word;
        }

        private static IEnumerable<string> Names(IReadOnlySet<FormFieldType> types) => Types.Where(t => types.Contains(t.Value)).Select(t => t.Key);

        [GeneratedRegex("^[a-z][A-Za-z0-9-]*$")]
        private static partial Regex WordPattern();
    }
}
