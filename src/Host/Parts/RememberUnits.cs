using System.Globalization;
using Workflows.Approvals;
using Workflows.Approvals.Forms;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Host.Parts;

/// <summary>
/// Looks organisations up for a form that stays on the screen longer than the scope in which its page was read: each look-up has a scope of its own,
/// and an answer is remembered.
/// </summary>
public sealed class RememberUnits(IServiceScopeFactory scopes)
{
    private readonly Dictionary<string, FormUnit?> known = [];

    public FormUnit? Find(string id)
    {
        if (known.TryGetValue(id, out var unit)) return unit;
        using var scope = scopes.CreateScope();
        return known[id] = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && scope.ServiceProvider.GetRequiredService<ApprovalsDb>().Organisations.AsNoTracking().SingleOrDefault(o => o.Id == number) is { } found
                ? new FormUnit(found.Id.ToString(CultureInfo.InvariantCulture), found.FullName, Camel(found.Kind.ToString()), Camel(found.Level.ToString()))
                : null;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
