using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;

namespace Workflows.Host.Forms;

/// <summary>One form while a person fills it: the values as typed, what is wrong with them, and which of that is already said beside the fields.</summary>
public sealed class FormEntry
{
    private readonly HashSet<string> touched = [];
    private IReadOnlyList<FormFinding> fromServer = [];
    private FormCheckContext context;

    public FormEntry(FormDefinition definition, JsonObject values, FormCheckContext context)
    {
        Definition = definition;
        this.context = context;
        Values = FormValues.Normalise(definition, values);
        TouchFilled();
        Check();
    }

    public FormDefinition Definition { get; }

    /// <summary>As typed; the controls write into it.</summary>
    public JsonObject Values { get; }

    /// <summary>Everything that is wrong now, in printed order; then what the server said and has not been touched since.</summary>
    public IReadOnlyList<FormFinding> Findings { get; private set; } = [];

    /// <summary>The first thing that keeps the form from being submitted, as far as it can be seen here; null when it may be. What the server said is for the server to say again.</summary>
    public FormFinding? FirstFault { get; private set; }

    /// <summary>Say everything beside its field, touched or not: after an attempt to submit.</summary>
    public bool SayAll { get; set; }

    public FormCheckContext Context
    {
        get => context;
        set
        {
            context = value;
            Check();
        }
    }

    /// <summary>What the server found at the last attempt; each is dropped when its field is touched.</summary>
    public IReadOnlyList<FormFinding> FromServer
    {
        get => fromServer;
        set
        {
            fromServer = value;
            Check();
        }
    }

    /// <summary>A person changed the value at this path.</summary>
    public void Touch(string path)
    {
        touched.Add(path);
        fromServer = [.. fromServer.Where(f => !Covers(path, f.Path) && !Covers(f.Path, path))];
        Check();
    }

    /// <summary>What is to be said at this very place.</summary>
    public IEnumerable<FormFinding> At(string path) => Findings.Where(f => f.Path == path && IsSaid(f));

    /// <summary>What is to be said at this place and below it.</summary>
    public IEnumerable<FormFinding> Within(string path) => Findings.Where(f => Covers(path, f.Path) && IsSaid(f));

    /// <summary>The values in the shape in which they are checked and stored.</summary>
    public JsonObject Normalised() => FormValues.Normalise(Definition, Values);

    private bool IsSaid(FormFinding finding) =>
        SayAll || fromServer.Contains(finding) || touched.Any(t => Covers(t, finding.Path) || Covers(finding.Path, t));

    private void Check()
    {
        var here = FormValidator.Check(Definition, Values, context);
        FirstFault = here.FirstOrDefault(f => f.Strength == FormRuleStrength.Hard);
        Findings = [.. here, .. fromServer.Where(f => !here.Contains(f))];
    }

    // What a reopened draft holds was entered by a person; ticks are looked at one by one.
    private void TouchFilled()
    {
        foreach (var field in Definition.Fields.Where(f => f.Type != FormFieldType.BoolList && Values[f.Key] is not null))
        {
            touched.Add(field.Key);
        }
    }

    private static bool Covers(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
}
