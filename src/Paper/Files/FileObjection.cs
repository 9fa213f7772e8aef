namespace Workflows.Paper.Files;

/// <summary>Why a file is not taken although it is of a kind that is.</summary>
public enum FileObjection
{
    /// <summary>It would do something when it is opened: scripts, macros, programs started from a document, files inside of it.</summary>
    Active,

    /// <summary>It is encrypted, so nobody can say what is in it.</summary>
    Encrypted,

    /// <summary>Unpacked it is far larger than it looks, or larger than anybody's work.</summary>
    Bomb,

    /// <summary>It is two kinds of file at once: what one program shows is not what another one opens.</summary>
    TwoKinds,

    /// <summary>Its parts lead out of it: paths, links of the file system, definitions from elsewhere.</summary>
    Outside,

    /// <summary>What should be in it is not, or cannot be read.</summary>
    Damaged,
}
