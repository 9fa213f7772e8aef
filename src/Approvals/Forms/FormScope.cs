using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms;

/// <summary>Where a rule looks for other fields: first beside its own field, then outwards to the root of the form.</summary>
internal sealed record FormScope(FormCheckContext Context, JsonObject Values, FormScope? Outer)
{
    /// <summary>The value of a field beside, around or (dotted path) below; null when there is none.</summary>
    public JsonNode? Value(string path)
    {
        var keys = path.Split('.');
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Values.ContainsKey(keys[0]))
            {
                JsonNode? value = scope.Values;
                foreach (var key in keys)
                {
                    value = value is JsonObject members ? members[key] : null;
                }

                return value;
            }
        }

        return null;
    }

    public FormScope Inside(JsonObject values) => new(Context, values, this);
}
