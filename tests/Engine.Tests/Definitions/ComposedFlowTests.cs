using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static Workflows.Engine.Tests.Definitions.StoredDefinitions;

namespace Workflows.Engine.Tests.Definitions;

/// <summary>
/// Random flows of steps and waits, parts of which are taken out into definitions of their own, at any depth: they must do the same in the same order as
/// with those parts in place, across all suspensions.
/// </summary>
public class ComposedFlowTests
{
    /// <summary>A step, a wait, or parts one after the other that may be taken out.</summary>
    public abstract record Part
    {
        public sealed record Say : Part;

        public sealed record Wait : Part;

        public sealed record Group(bool IsTakenOut, Part[] Parts) : Part
        {
            public override string ToString() => $"{(IsTakenOut ? "out" : "in")}({string.Join(' ', (object[])Parts)})";
        }
    }

    [Property(MaxTest = 60, Arbitrary = [typeof(Parts)])]
    public async Task Parts_taken_out_into_definitions_do_what_they_do_in_place(Part part)
    {
        var inPlace = await Play(part, takesOut: false);
        var takenOut = await Play(part, takesOut: true);

        takenOut.ShouldBe(inPlace, part.ToString());
    }

    private static async Task<string> Play(Part part, bool takesOut)
    {
        await using var engine = NewEngine();
        var last = 0;
        var root = await Write(part);
        await engine.Published(Definition("flow", "Flow", $"\"variables\": [ {Variable("Count")} ],", Set("zero", "Count", "0"), root));
        var id = (await engine.Start("flow")).Instance!.Id;
        while (engine.Instance(id).WorkflowState.Bookmarks.SingleOrDefault() is { } bookmark)
        {
            engine.Console.WriteLine($"?{bookmark.ActivityId}");
            await engine.Resume(id, bookmark.ActivityId);
        }

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished, engine.Instance(id).WorkflowState.Incidents.FirstOrDefault()?.Message);
        return engine.Said();

        async Task<string> Write(Part each)
        {
            var name = $"n{++last}";
            switch (each)
            {
                case Part.Say: return Say(name, $"'{name}:' + (variables.Count = variables.Count + 1)");
                case Part.Wait: return Await(name);
                case Part.Group group:
                    var parts = new List<string>();
                    foreach (var inner in group.Parts) parts.Add(await Write(inner));
                    if (!takesOut || !group.IsTakenOut) return Sequence(name, [.. parts]);
                    parts.Insert(0, Set("in", "Count", "getInput('Before')"));
                    parts.Add(Set("out", "After", "variables.Count"));
                    var definition = await engine.Published(Definition(name, $"Part {name}", $$"""
                        "variables": [ {{Variable("Count")}} ], "inputs": [ { "type": "Int32", "name": "Before" } ], "outputs": [ { "type": "Int32", "name": "After" } ], {{Usable()}}
                        """, [.. parts]));
                    return Runs(name, definition, $"\"before\": {Js("variables.Count")}, \"after\": {To("Count")}");
                default: throw new InvalidOperationException();
            }
        }
    }

    public static class Parts
    {
        public static Arbitrary<Part> Any() => Gen.Sized(size => Any(Math.Min(size, 12))).ToArbitrary();

        private static Gen<Part> Any(int size)
        {
            var single = Gen.Elements<Part>(new Part.Say(), new Part.Say(), new Part.Wait());
            return size < 2 ? single : Gen.Frequency((1, single), (3,
                from isTakenOut in Gen.Elements(true, false)
                from count in Gen.Choose(1, 3)
                from parts in Any(size / 2).ArrayOf(count)
                select (Part)new Part.Group(isTakenOut, parts)));
        }
    }
}
