<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Config</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Pictures are cut and scaled to a square of this side.</source>
        <translation>Bilder werden auf ein Quadrat dieser Seitenlänge zugeschnitten und skaliert.</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>Patchgröße</translation>
    </message>
    <message>
        <source>Side of the square patches; must divide the picture size.</source>
        <translation>Seitenlänge der quadratischen Patches; muss die Bildgröße teilen.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Numbers per token in the encoder; a multiple of 4 and of the heads.</source>
        <translation>Zahlen je Token im Encoder; ein Vielfaches von 4 und der Köpfe.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Blocks of the encoder.</source>
        <translation>Blöcke des Encoders.</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Attention heads of the encoder.</source>
        <translation>Aufmerksamkeitsköpfe des Encoders.</translation>
    </message>
    <message>
        <source>Decoder width</source>
        <translation>Decoder-Breite</translation>
    </message>
    <message>
        <source>Numbers per token in the decoder; a multiple of 4 and of its heads.</source>
        <translation>Zahlen je Token im Decoder; ein Vielfaches von 4 und seiner Köpfe.</translation>
    </message>
    <message>
        <source>Decoder depth</source>
        <translation>Decoder-Tiefe</translation>
    </message>
    <message>
        <source>Blocks of the decoder.</source>
        <translation>Blöcke des Decoders.</translation>
    </message>
    <message>
        <source>Decoder heads</source>
        <translation>Decoder-Köpfe</translation>
    </message>
    <message>
        <source>Attention heads of the decoder.</source>
        <translation>Aufmerksamkeitsköpfe des Decoders.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Predict pixels, or pixels normalised within each patch (better features, needs statistics to be shown).</source>
        <translation>Pixel vorhersagen oder je Patch normalisierte Pixel (bessere Merkmale; zum Anzeigen werden Statistiken gebraucht).</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Normalised pixels</source>
        <translation>Normalisierte Pixel</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>How the hidden patches are chosen.</source>
        <translation>Wie die verdeckten Patches gewählt werden.</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Each patch is hidden with the same probability.</source>
        <translation>Jeder Patch wird mit derselben Wahrscheinlichkeit verdeckt.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Rectangular blocks of patches are hidden.</source>
        <translation>Rechteckige Blöcke von Patches werden verdeckt.</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Number of blocks that grow at once.</source>
        <translation>Anzahl der Blöcke, die gleichzeitig wachsen.</translation>
    </message>
    <message>
        <source>Aspect</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Width of a block over its height.</source>
        <translation>Breite eines Blocks geteilt durch seine Höhe.</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>A regular lattice of patches stays visible.</source>
        <translation>Ein regelmäßiges Gitter von Patches bleibt sichtbar.</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>One patch stays visible in each cell, at a random place.</source>
        <translation>In jeder Zelle bleibt ein Patch an zufälliger Stelle sichtbar.</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>patches</source>
        <translation>Patches</translation>
    </message>
    <message>
        <source>Side of a cell.</source>
        <translation>Seitenlänge einer Zelle.</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Hälfte</translation>
    </message>
    <message>
        <source>One side of the picture is hidden.</source>
        <translation>Eine Seite des Bildes wird verdeckt.</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>The side that is hidden first.</source>
        <translation>Die Seite, die zuerst verdeckt wird.</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Schachbrett</translation>
    </message>
    <message>
        <source>Squares of one colour are hidden before any of the other colour.</source>
        <translation>Felder der einen Farbe werden vor denen der anderen verdeckt.</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Side of a square.</source>
        <translation>Seitenlänge eines Feldes.</translation>
    </message>
    <message>
        <source>Mask ratio</source>
        <translation>Maskierungsanteil</translation>
    </message>
    <message>
        <source>The share of patches that the encoder does not see.</source>
        <translation>Der Anteil der Patches, den der Encoder nicht sieht.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Folders of pictures, or the word scenes for pictures drawn by the program.</source>
        <translation>Ordner mit Bildern, oder das Wort scenes für Bilder, die das Programm zeichnet.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>How a training picture is cut out of a file.</source>
        <translation>Wie ein Trainingsbild aus einer Datei ausgeschnitten wird.</translation>
    </message>
    <message>
        <source>None (centre crop)</source>
        <translation>Keine (Mitte)</translation>
    </message>
    <message>
        <source>Random crop, flip</source>
        <translation>Zufallsausschnitt</translation>
    </message>
    <message>
        <source>Smallest crop</source>
        <translation>Kleinster Ausschnitt</translation>
    </message>
    <message>
        <source>Smallest share of a picture&apos;s area that a random crop covers.</source>
        <translation>Kleinster Anteil der Bildfläche, den ein zufälliger Ausschnitt bedeckt.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Mean of red, green and blue that is subtracted.</source>
        <translation>Mittelwert von Rot, Grün und Blau, der abgezogen wird.</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>Standard deviation that red, green and blue are divided by.</source>
        <translation>Standardabweichung, durch die Rot, Grün und Blau geteilt werden.</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>Szenen</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Number of pictures that the program draws when the data are scenes.</source>
        <translation>Anzahl der Bilder, die das Programm zeichnet, wenn die Daten Szenen sind.</translation>
    </message>
    <message>
        <source>Picture cache</source>
        <translation>Bildspeicher</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Memory for decoded pictures.</source>
        <translation>Speicher für dekodierte Bilder.</translation>
    </message>
    <message>
        <source>Loader threads</source>
        <translation>Lade-Threads</translation>
    </message>
    <message>
        <source>Threads that decode and cut pictures.</source>
        <translation>Threads, die Bilder dekodieren und zuschneiden.</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the pictures.</source>
        <translation>Durchgänge durch die Bilder.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Optimizer steps; 0 means that the epochs count.</source>
        <translation>Optimierungsschritte; 0 heißt, dass die Epochen zählen.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Pictures per forward and backward pass.</source>
        <translation>Bilder je Vorwärts- und Rückwärtsdurchgang.</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation>Ansammeln</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before a step.</source>
        <translation>Batches, deren Gradienten vor einem Schritt addiert werden.</translation>
    </message>
    <message>
        <source>Base learning rate</source>
        <translation>Basis-Lernrate</translation>
    </message>
    <message>
        <source>Learning rate for 256 pictures a step; scaled with the batch.</source>
        <translation>Lernrate bei 256 Bildern je Schritt; wächst mit dem Batch.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Absolute learning rate; 0 means that the base learning rate counts.</source>
        <translation>Absolute Lernrate; 0 heißt, dass die Basis-Lernrate zählt.</translation>
    </message>
    <message>
        <source>Final learning rate</source>
        <translation>Letzte Lernrate</translation>
    </message>
    <message>
        <source>Where the cosine ends.</source>
        <translation>Wo der Kosinus endet.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Epochs in which the learning rate rises from 0.</source>
        <translation>Epochen, in denen die Lernrate von 0 ansteigt.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Decay of weight matrices, not of biases and norms.</source>
        <translation>Abnahme der Gewichtsmatrizen, nicht der Biases und Normen.</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>AdamW&apos;s first momentum.</source>
        <translation>Erstes Moment von AdamW.</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>AdamW&apos;s second momentum.</source>
        <translation>Zweites Moment von AdamW.</translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Longest gradient that is applied; 0 means no clipping.</source>
        <translation>Längster Gradient, der angewandt wird; 0 heißt ohne Grenze.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Arithmetic of the model; automatic measures which is faster here.</source>
        <translation>Arithmetik des Modells; automatisch misst, welche hier schneller ist.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Same seed, same run: order, crops, masks and first weights.</source>
        <translation>Gleicher Startwert, gleicher Lauf: Reihenfolge, Ausschnitte, Masken und erste Gewichte.</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>Sichern alle</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Minutes between checkpoints; 0 means never by time.</source>
        <translation>Minuten zwischen Sicherungen; 0 heißt nie nach Zeit.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0 means never by steps.</source>
        <translation>Schritte zwischen Sicherungen; 0 heißt nie nach Schritten.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>How many of the last checkpoints stay on disk; the best one stays too.</source>
        <translation>Wie viele der letzten Sicherungen bleiben; die beste bleibt auch.</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Preview every</source>
        <translation>Vorschau alle</translation>
    </message>
    <message>
        <source>Steps between reconstructions of the probe pictures.</source>
        <translation>Schritte zwischen Rekonstruktionen der Probebilder.</translation>
    </message>
    <message>
        <source>Probe pictures</source>
        <translation>Probebilder</translation>
    </message>
    <message>
        <source>Fixed pictures whose reconstructions are shown while training.</source>
        <translation>Feste Bilder, deren Rekonstruktionen während des Trainings gezeigt werden.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log every</source>
        <translation>Protokoll alle</translation>
    </message>
    <message>
        <source>Steps between lines of metrics.jsonl.</source>
        <translation>Schritte zwischen Zeilen von metrics.jsonl.</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Strecken</translation>
    </message>
    <message>
        <source>Native size</source>
        <translation>Eigene Größe</translation>
    </message>
    <message>
        <source>From visible neighbours</source>
        <translation>Aus sichtbaren Nachbarn</translation>
    </message>
    <message>
        <source>True statistics</source>
        <translation>Wahre Statistik</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>MAE Explorer</source>
        <translation>MAE Explorer</translation>
    </message>
    <message>
        <source>Published script</source>
        <translation>Veröffentlichtes Skript</translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation>Hugging Face</translation>
    </message>
    <message>
        <source>timm</source>
        <translation>timm</translation>
    </message>
    <message>
        <source>float16</source>
        <translation>float16</translation>
    </message>
    <message>
        <source>A window stays visible, at a random or a chosen place.</source>
        <translation>Ein Fenster bleibt sichtbar, an zufälliger oder gewählter Stelle.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>How the place of the window is found.</source>
        <translation>Wie die Stelle des Fensters gefunden wird.</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Waagerecht</translation>
    </message>
    <message>
        <source>With a chosen place: 0 is at the left, 1 at the right.</source>
        <translation>Bei gewählter Stelle: 0 ist links, 1 ist rechts.</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Senkrecht</translation>
    </message>
    <message>
        <source>With a chosen place: 0 is at the top, 1 at the bottom.</source>
        <translation>Bei gewählter Stelle: 0 ist oben, 1 ist unten.</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>The most or the least detailed patches are hidden first.</source>
        <translation>Die detailreichsten oder die detailärmsten Patches werden zuerst verdeckt.</translation>
    </message>
    <message>
        <source>Hidden first</source>
        <translation>Zuerst verdeckt</translation>
    </message>
    <message>
        <source>The detail of the patches hidden first.</source>
        <translation>Wie detailreich die zuerst verdeckten Patches sind.</translation>
    </message>
    <message>
        <source>Most detailed</source>
        <translation>Detailreichste</translation>
    </message>
    <message>
        <source>Least detailed</source>
        <translation>Detailärmste</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>The brightest or the darkest patches are hidden first.</source>
        <translation>Die hellsten oder die dunkelsten Patches werden zuerst verdeckt.</translation>
    </message>
    <message>
        <source>The tone of the patches hidden first.</source>
        <translation>Wie hell die zuerst verdeckten Patches sind.</translation>
    </message>
    <message>
        <source>Bright</source>
        <translation>Helle</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkle</translation>
    </message>
    <message>
        <source>In tiles</source>
        <translation>In Kacheln</translation>
    </message>
    <message>
        <source>Mask tokens in the encoder</source>
        <translation>Maskentoken im Encoder</translation>
    </message>
    <message>
        <source>Hidden patches go through the encoder as mask tokens, as in the paper&apos;s baseline: slower, and worse features.</source>
        <translation>Verdeckte Patches laufen als Maskentoken durch den Encoder, wie im Vergleichsmodell der Arbeit: langsamer und mit schlechteren Merkmalen.</translation>
    </message>
    <message>
        <source>Mask schedule</source>
        <translation>Maskenverlauf</translation>
    </message>
    <message>
        <source>How the share of hidden patches changes during the run.</source>
        <translation>Wie sich der Anteil verdeckter Patches während des Laufs ändert.</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Gleichbleibend</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Final mask ratio</source>
        <translation>Letzter Maskierungsanteil</translation>
    </message>
    <message>
        <source>With a linear or cosine schedule: the ratio of the last step.</source>
        <translation>Bei linearem oder Kosinusverlauf: der Anteil im letzten Schritt.</translation>
    </message>
    <message>
        <source>Mask steps</source>
        <translation>Maskenstufen</translation>
    </message>
    <message>
        <source>With a schedule of steps: epoch:ratio or epoch:strategy:ratio, one after another with commas between, such as 10:0.6, 20:block:0.5.</source>
        <translation>Bei einem Verlauf in Stufen: Epoche:Anteil oder Epoche:Strategie:Anteil, hintereinander mit Kommas dazwischen, etwa 10:0.6, 20:block:0.5.</translation>
    </message>
    <message>
        <source>Crop of fixed size, flip</source>
        <translation>Ausschnitt fester Größe, Spiegeln</translation>
    </message>
    <message>
        <source>Random crop, flip, colour jitter</source>
        <translation>Zufallsausschnitt, Spiegeln, Farbschwankung</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>How often an epoch shows each picture of a folder, folder by folder; nothing means once each.</source>
        <translation>Wie oft eine Epoche jedes Bild eines Ordners zeigt, Ordner für Ordner; leer heißt je einmal.</translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation>Validierungsbilder</translation>
    </message>
    <message>
        <source>Folders whose pictures measure the loss and are not learned from; nothing means the val folder beside train, and the word none means no validation.</source>
        <translation>Ordner, deren Bilder den Loss messen und von denen nicht gelernt wird; leer heißt der Ordner val neben train, das Wort none heißt keine Validierung.</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>Validierungsanteil</translation>
    </message>
    <message>
        <source>Share of the pictures that measure the loss instead of being learned from, chosen by seed and file name.</source>
        <translation>Anteil der Bilder, die den Loss messen, statt dass von ihnen gelernt wird; nach Startwert und Dateiname gewählt.</translation>
    </message>
    <message>
        <source>Unreadable pictures</source>
        <translation>Unlesbare Bilder</translation>
    </message>
    <message>
        <source>Share of the pictures that may turn out to be unreadable before training pauses; 1 means that it never does.</source>
        <translation>Anteil der Bilder, der sich als unlesbar erweisen darf, bevor das Training pausiert; 1 heißt nie.</translation>
    </message>
    <message>
        <source>Loss on</source>
        <translation>Loss auf</translation>
    </message>
    <message>
        <source>The patches whose error is minimised; the paper&apos;s are the hidden ones.</source>
        <translation>Die Patches, deren Fehler minimiert wird; in der Arbeit sind es die verdeckten.</translation>
    </message>
    <message>
        <source>Hidden patches</source>
        <translation>Verdeckte Patches</translation>
    </message>
    <message>
        <source>All patches</source>
        <translation>Alle Patches</translation>
    </message>
    <message>
        <source>Average of weights</source>
        <translation>Mittel der Gewichte</translation>
    </message>
    <message>
        <source>Decay per step of a running average of the weights, which is then what a checkpoint is opened with; 0 means none.</source>
        <translation>Abklingen je Schritt eines laufenden Mittels der Gewichte, mit dem ein Checkpoint dann geöffnet wird; 0 heißt keines.</translation>
    </message>
    <message>
        <source>Begin from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>A checkpoint, run or folder to take the first weights from; a missing decoder is new. Nothing means random weights.</source>
        <translation>Ein Checkpoint, Lauf oder Ordner, aus dem die ersten Gewichte kommen; ein fehlender Decoder ist neu. Leer heißt zufällige Gewichte.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>The part that keeps its first weights; with a frozen encoder only the decoder learns.</source>
        <translation>Der Teil, der seine ersten Gewichte behält; bei eingefrorenem Encoder lernt nur der Decoder.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Save memory</source>
        <translation>Speicher sparen</translation>
    </message>
    <message>
        <source>Computes the inside of each block again in the backward pass instead of keeping it: much less memory.</source>
        <translation>Berechnet das Innere jedes Blocks im Rückwärtsgang neu, statt es zu behalten: viel weniger Speicher.</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>Validieren alle</translation>
    </message>
    <message>
        <source>Epochs between measurements of the validation loss; 0 means never.</source>
        <translation>Epochen zwischen Messungen des Validierungs-Loss; 0 heißt nie.</translation>
    </message>
    <message>
        <source>The most pictures that a measurement of the validation loss takes.</source>
        <translation>So viele Bilder nimmt eine Messung des Validierungs-Loss höchstens.</translation>
    </message>
    <message>
        <source>Validation folders</source>
        <translation>Validierungsordner</translation>
    </message>
    <message>
        <source>kNN accuracy</source>
        <translation>kNN-Trefferquote</translation>
    </message>
    <message>
        <source>Measure every</source>
        <translation>Messen alle</translation>
    </message>
    <message>
        <source>Epochs between measurements of the kNN accuracy of the encoder&apos;s features, for which pictures need classes; 0 means never.</source>
        <translation>Epochen zwischen Messungen der kNN-Trefferquote der Encoder-Merkmale, für die Bilder Klassen brauchen; 0 heißt nie.</translation>
    </message>
    <message>
        <source>Compared pictures</source>
        <translation>Verglichene Bilder</translation>
    </message>
    <message>
        <source>The most training pictures that are compared with, and the most validation pictures whose class is asked for.</source>
        <translation>So viele Trainingsbilder werden höchstens verglichen, und nach der Klasse von höchstens so vielen Validierungsbildern wird gefragt.</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>How many of the most similar pictures vote for the class of a picture.</source>
        <translation>Wie viele der ähnlichsten Bilder über die Klasse eines Bildes abstimmen.</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
</context>
<context>
    <name>LayerTitle</name>
    <message>
        <source>Encoder block %1</source>
        <translation>Encoder-Block %1</translation>
    </message>
    <message>
        <source>Decoder block %1</source>
        <translation>Decoder-Block %1</translation>
    </message>
    <message>
        <source>Patch embedding</source>
        <translation>Patch-Einbettung</translation>
    </message>
    <message>
        <source>Encoder norm</source>
        <translation>Norm des Encoders</translation>
    </message>
    <message>
        <source>Decoder embedding</source>
        <translation>Einbettung des Decoders</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
</context>
<context>
    <name>Measurable</name>
    <message>
        <source>There is no model yet that could be measured.</source>
        <translation>Noch gibt es kein Modell, das sich messen ließe.</translation>
    </message>
    <message>
        <source>This model is an encoder without a decoder: it reconstructs nothing that could be measured.</source>
        <translation>Dieses Modell ist ein Encoder ohne Decoder: Er rekonstruiert nichts, was sich messen ließe.</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>Mean colour</source>
        <translation>Mittlere Farbe</translation>
    </message>
    <message>
        <source>Telea in-painting</source>
        <translation>Telea-Inpainting</translation>
    </message>
    <message>
        <source>Navier-Stokes in-painting</source>
        <translation>Navier-Stokes-Inpainting</translation>
    </message>
    <message>
        <source>This model</source>
        <translation>Dieses Modell</translation>
    </message>
    <message>
        <source>Every hidden pixel is the mean colour of the visible ones</source>
        <translation>Jedes verdeckte Pixel bekommt die mittlere Farbe der sichtbaren</translation>
    </message>
    <message>
        <source>OpenCV&apos;s in-painting by fast marching (Telea 2004) on the same mask</source>
        <translation>Das Inpainting von OpenCV mit Fast Marching (Telea 2004) bei derselben Maske</translation>
    </message>
    <message>
        <source>OpenCV&apos;s in-painting by the equations of Navier and Stokes on the same mask</source>
        <translation>Das Inpainting von OpenCV mit den Gleichungen von Navier und Stokes bei derselben Maske</translation>
    </message>
    <message>
        <source>The reconstruction on the hidden patches</source>
        <translation>Die Rekonstruktion auf den verdeckten Patches</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>PSNR, dB</source>
        <translation>PSNR, dB</translation>
    </message>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>A step takes %1 pictures and there are only %2: every step sees some of them several times.</source>
        <translation>Ein Schritt nimmt %1 Bilder und es gibt nur %2: Jeder Schritt sieht einige davon mehrfach.</translation>
    </message>
    <message>
        <source>One patch of %1 stays visible: there is hardly anything to reconstruct from.</source>
        <translation>Ein Patch von %1 bleibt sichtbar: Es gibt kaum etwas, woraus sich rekonstruieren ließe.</translation>
    </message>
    <message>
        <source>One patch of %1 is hidden: there is hardly anything to learn.</source>
        <translation>Ein Patch von %1 ist verdeckt: Es gibt kaum etwas zu lernen.</translation>
    </message>
    <message>
        <source>The warm-up of %1 epochs is as long as the run of %2: the learning rate never reaches its peak.</source>
        <translation>Das Aufwärmen von %1 Epochen ist so lang wie der Lauf von %2: Die Lernrate erreicht nie ihren Höchstwert.</translation>
    </message>
    <message>
        <source>A learning rate of %1 is high (usual: up to %2): the loss may diverge.</source>
        <translation>Eine Lernrate von %1 ist hoch (üblich: bis %2): Der Loss kann divergieren.</translation>
    </message>
    <message>
        <source>The run needs about %1 on the disk, and %2 are free.</source>
        <translation>Der Lauf braucht etwa %1 auf der Platte, frei sind %2.</translation>
    </message>
    <message>
        <source>The run needs about %1 of memory, and %2 are free.</source>
        <translation>Der Lauf braucht etwa %1 Speicher, frei sind %2.</translation>
    </message>
    <message>
        <source>The kNN accuracy needs pictures of at least %1 classes, a folder for each; these have %2. It will not be measured.</source>
        <translation>Die kNN-Trefferquote braucht Bilder aus mindestens %1 Klassen, je Klasse ein Ordner; hier gibt es %2. Sie wird nicht gemessen.</translation>
    </message>
</context>
<context>
    <name>RatioChart</name>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Error (the loss)</source>
        <translation>Fehler (der Loss)</translation>
    </message>
    <message>
        <source>PSNR, dB</source>
        <translation>PSNR, dB</translation>
    </message>
    <message>
        <source>Mask ratio, %</source>
        <translation>Maskierungsanteil, %</translation>
    </message>
    <message>
        <source>at %1 %</source>
        <translation>bei %1 %</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Tiny</source>
        <translation>Winzig</translation>
    </message>
    <message>
        <source>A minute on a CPU: 64 px, patch 8, a small model.</source>
        <translation>Eine Minute auf einer CPU: 64 px, Patch 8, ein kleines Modell.</translation>
    </message>
    <message>
        <source>Small pictures</source>
        <translation>Kleine Bilder</translation>
    </message>
    <message>
        <source>For pictures of 32 px, such as CIFAR-10: patch 2.</source>
        <translation>Für Bilder von 32 px, etwa CIFAR-10: Patch 2.</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>What the bundled model uses: 96 px, patch 8, pixel target.</source>
        <translation>Wie das mitgelieferte Modell: 96 px, Patch 8, Ziel Pixel.</translation>
    </message>
    <message>
        <source>ViT-B/16 as published</source>
        <translation>ViT-B/16 wie veröffentlicht</translation>
    </message>
    <message>
        <source>The published recipe: 224 px, patch 16, normalised target, 4096 pictures a step.</source>
        <translation>Das veröffentlichte Rezept: 224 px, Patch 16, normalisiertes Ziel, 4096 Bilder je Schritt.</translation>
    </message>
</context>
<context>
    <name>RunPhase</name>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>in another process</source>
        <translation>in einem anderen Prozess</translation>
    </message>
    <message>
        <source>nothing saved</source>
        <translation>nichts gespeichert</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
</context>
<context>
    <name>mae::ui::AboutDialog</name>
    <message>
        <source>See, train and measure masked autoencoders.
Free software under the GNU General Public License, version 3 or later. It comes without any warranty and never uses the network.</source>
        <translation>Maskierte Autoencoder sehen, trainieren und messen.
Freie Software unter der GNU General Public License, Version 3 oder später. Sie kommt ohne jede Gewährleistung und benutzt nie das Netz.</translation>
    </message>
    <message>
        <source>About MAE Explorer</source>
        <translation>Über MAE Explorer</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Copy Versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>mae::ui::ArgumentTableModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>mae::ui::AttentionBar</name>
    <message>
        <source>Encoder or decoder</source>
        <translation>Encoder oder Decoder</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>The encoder turns the patches that it sees into features.</source>
        <translation>Der Encoder macht aus den Patches, die er sieht, Merkmale.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Blocks work one after the other; in each, every token looks at all others. Rollout: all blocks together, from the input to the last.</source>
        <translation>Blöcke arbeiten nacheinander; in jedem sieht jedes Token auf alle anderen. Rollout: alle Blöcke zusammen, von der Eingabe bis zum letzten.</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Each head of a block looks for something else; the mean shows all.</source>
        <translation>Jeder Kopf eines Blocks sucht etwas anderes; der Mittelwert zeigt alle.</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagern</translation>
    </message>
    <message>
        <source>Lays the map over the picture, which turns grey</source>
        <translation>Legt die Karte über das Bild, das dabei grau wird</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Class Token</source>
        <translation>Klassentoken</translation>
    </message>
    <message>
        <source>Class token: belongs to no patch; it gathers what the whole picture is about. Shows where it looks, until a patch is pointed at.</source>
        <translation>Klassentoken: Gehört zu keinem Patch; es sammelt, worum es im ganzen Bild geht. Zeigt, wohin es sieht, bis auf einen Patch gezeigt wird.</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>The decoder predicts hidden patches from the features of the visible ones.</source>
        <translation>Der Decoder sagt verdeckte Patches aus den Merkmalen der sichtbaren vorher.</translation>
    </message>
    <message>
        <source>This model is an encoder without a decoder.</source>
        <translation>Dieses Modell ist ein Encoder ohne Decoder.</translation>
    </message>
    <message>
        <source>Masked: the encoder sees the visible patches only, as when it reconstructs; else it sees the whole picture.</source>
        <translation>Maskiert: Der Encoder sieht nur die sichtbaren Patches, wie beim Rekonstruieren; sonst sieht er das ganze Bild.</translation>
    </message>
    <message>
        <source>An encoder without a decoder always sees the whole picture.</source>
        <translation>Ein Encoder ohne Decoder sieht immer das ganze Bild.</translation>
    </message>
    <message>
        <source>The decoder always has the masked picture to complete.</source>
        <translation>Der Decoder hat immer das maskierte Bild zu ergänzen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
</context>
<context>
    <name>mae::ui::AttentionView</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>Kopf %1</translation>
    </message>
    <message>
        <source>%1, rollout</source>
        <translation>%1, Rollout</translation>
    </message>
    <message>
        <source>%1 block %2</source>
        <translation>%1, Block %2</translation>
    </message>
    <message>
        <source>%1 block %2, %3</source>
        <translation>%1, Block %2, %3</translation>
    </message>
    <message>
        <source>The class token</source>
        <translation>Das Klassentoken</translation>
    </message>
    <message>
        <source>Patch %1</source>
        <translation>Patch %1</translation>
    </message>
    <message>
        <source>The encoder does not see patch %1: it is hidden.</source>
        <translation>Der Encoder sieht Patch %1 nicht: Er ist verdeckt.</translation>
    </message>
    <message>
        <source>%1 looks most at patch %2 (%3), at itself with %4.</source>
        <translation>%1 sieht am meisten auf Patch %2 (%3), auf sich selbst mit %4.</translation>
    </message>
    <message>
        <source>%1 looks most at patch %2 (%3), at the class token with %4.</source>
        <translation>%1 sieht am meisten auf Patch %2 (%3), auf das Klassentoken mit %4.</translation>
    </message>
    <message>
        <source>looks at itself with %1</source>
        <translation>sieht auf sich selbst mit %1</translation>
    </message>
    <message>
        <source>gets %1 of the attention</source>
        <translation>bekommt %1 der Attention</translation>
    </message>
</context>
<context>
    <name>mae::ui::AveragesView</name>
    <message>
        <source>Mean squared error of the hidden patches, as the training measures it</source>
        <translation>Mittlerer quadratischer Fehler der verdeckten Patches, wie ihn das Training misst</translation>
    </message>
    <message>
        <source>Averages over pictures</source>
        <translation>Mittelwerte über Bilder</translation>
    </message>
    <message>
        <source>Mean of the peak signal-to-noise ratios of the hidden pixels: higher is closer to the original</source>
        <translation>Mittel der Spitzen-Signal-Rausch-Verhältnisse der verdeckten Pixel: höher heißt näher am Original</translation>
    </message>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Mean structural similarity at the hidden pixels, 1 for equal pictures</source>
        <translation>Mittlere strukturelle Ähnlichkeit an den verdeckten Pixeln, 1 bei gleichen Bildern</translation>
    </message>
    <message>
        <source>%1: PSNR %2 dB, SSIM %3</source>
        <translation>%1: PSNR %2 dB, SSIM %3</translation>
    </message>
    <message>
        <source>Error as in the loss: %1</source>
        <translation>Fehler wie im Loss: %1</translation>
    </message>
    <message>
        <source>Pictures measured: %1 of %2.</source>
        <translation>Gemessene Bilder: %1 von %2.</translation>
    </message>
    <message>
        <source>Pictures with an infinite or undefined number, left out of its mean: %1.</source>
        <translation>Bilder mit einer unendlichen oder unbestimmten Zahl, die in deren Mittelwert fehlen: %1.</translation>
    </message>
    <message>
        <source>Pictures that could not be measured: %1.</source>
        <translation>Bilder, die sich nicht messen ließen: %1.</translation>
    </message>
    <message>
        <source>It wins on %1 of %2.</source>
        <translation>Es gewinnt bei %1 von %2.</translation>
    </message>
    <message>
        <source>On average the model is %1 dB closer to the original than the better in-painting of each picture.</source>
        <translation>Im Mittel ist das Modell %1 dB näher am Original als das bessere Inpainting jedes Bildes.</translation>
    </message>
    <message>
        <source>On average the model is %1 dB farther from the original than the better in-painting of each picture.</source>
        <translation>Im Mittel ist das Modell %1 dB weiter vom Original entfernt als das bessere Inpainting jedes Bildes.</translation>
    </message>
    <message>
        <source>means, PSNR in dB</source>
        <translation>Mittelwerte, PSNR in dB</translation>
    </message>
    <message>
        <source>PSNR</source>
        <translation>PSNR</translation>
    </message>
</context>
<context>
    <name>mae::ui::BlinkView</name>
    <message>
        <source>Show Original</source>
        <translation>Original zeigen</translation>
    </message>
    <message>
        <source>While it is held, the original takes the place of the reconstruction. The same: hold Space, or the mouse on the picture.</source>
        <translation>Solange der Knopf gedrückt ist, steht das Original an der Stelle der Rekonstruktion. Ebenso: Leertaste oder Maustaste auf dem Bild gedrückt halten.</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Blinken</translation>
    </message>
    <message>
        <source>Shows reconstruction and original in turns, each for 0.6 seconds: what differs blinks.</source>
        <translation>Zeigt Rekonstruktion und Original im Wechsel, je 0,6 Sekunden: Was sich unterscheidet, blinkt.</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
</context>
<context>
    <name>mae::ui::CellGrid</name>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>being computed</source>
        <translation>wird berechnet</translation>
    </message>
</context>
<context>
    <name>mae::ui::CheckpointList</name>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>A file or a folder to look into. Nothing inside is executed.</source>
        <translation>Eine Datei oder ein Ordner zum Hineinsehen. Nichts darin wird ausgeführt.</translation>
    </message>
</context>
<context>
    <name>mae::ui::CheckpointListModel</name>
    <message>
        <source>not there any more</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>run, step %1
%2</source>
        <translation>Lauf, Schritt %1
%2</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>im Programm enthalten</translation>
    </message>
</context>
<context>
    <name>mae::ui::CompareView</name>
    <message>
        <source>%1 of %2 visible</source>
        <translation>%1 von %2 sichtbar</translation>
    </message>
    <message>
        <source>PSNR %1</source>
        <translation>PSNR %1</translation>
    </message>
    <message>
        <source>%1, better by %2</source>
        <translation>%1, besser um %2</translation>
    </message>
    <message>
        <source>Patch %1 · row %2, column %3</source>
        <translation>Patch %1 · Zeile %2, Spalte %3</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>See what two models make of the same mask, side by side.</source>
        <translation>Sehen Sie nebeneinander, was zwei Modelle aus derselben Maske machen.</translation>
    </message>
    <message>
        <source>Choose a Second Model…</source>
        <translation>Zweites Modell wählen …</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Choose another second model</source>
        <translation>Ein anderes zweites Modell wählen</translation>
    </message>
    <message>
        <source>Change the second model</source>
        <translation>Das zweite Modell ändern</translation>
    </message>
    <message>
        <source>Peak signal-to-noise ratio of the hidden pixels: higher is closer to the original. Each model is measured at its own size of pictures.</source>
        <translation>Spitzen-Signal-Rausch-Verhältnis der verdeckten Pixel: höher heißt näher am Original. Jedes Modell wird bei seiner eigenen Bildgröße gemessen.</translation>
    </message>
    <message>
        <source>Second model: %1</source>
        <translation>Zweites Modell: %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::ConfigForm</name>
    <message>
        <source>%1: advanced settings</source>
        <translation>%1: erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>%1 · changed: %2</source>
        <comment>section of a form</comment>
        <translation>%1 · geändert: %2</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>Weniger Einstellungen</translation>
    </message>
    <message>
        <source>More settings (%1)</source>
        <translation>Weitere Einstellungen (%1)</translation>
    </message>
</context>
<context>
    <name>mae::ui::ContinueDialog</name>
    <message>
        <source>Continue Run</source>
        <translation>Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Train until epoch</source>
        <translation>Trainieren bis Epoche</translation>
    </message>
    <message>
        <source>“%1” has reached its last epoch. To train longer, choose a later one; the learning rate follows the longer schedule from where it stands.</source>
        <translation>„%1“ hat seine letzte Epoche erreicht. Um länger zu trainieren, wählen Sie eine spätere; die Lernrate folgt von da an dem längeren Zeitplan.</translation>
    </message>
    <message>
        <source>“%1” continues from its newest checkpoint, at step %2 of %3.</source>
        <translation>„%1“ geht vom neuesten Checkpoint aus weiter, bei Schritt %2 von %3.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>The run is at this epoch already.</source>
        <translation>Der Lauf ist schon bei dieser Epoche.</translation>
    </message>
    <message>
        <source>“%1” was cut off before it was first saved. It begins again.</source>
        <translation>„%1“ wurde abgebrochen, bevor er zum ersten Mal gesichert war. Er beginnt von vorn.</translation>
    </message>
</context>
<context>
    <name>mae::ui::ConvertDialog</name>
    <message>
        <source>One file that holds everything; opens here and in every reader of safetensors.</source>
        <translation>Eine Datei, die alles enthält; lässt sich hier und von jedem Leser für safetensors öffnen.</translation>
    </message>
    <message>
        <source>For the published code: torch.load(…)[&apos;model&apos;]. Heads, mean and deviation have no place in it.</source>
        <translation>Für den veröffentlichten Code: torch.load(…)[&apos;model&apos;]. Köpfe, Mittelwert und Streuung haben darin keinen Platz.</translation>
    </message>
    <message>
        <source>A folder for ViTMAEForPreTraining.from_pretrained(…) of transformers.</source>
        <translation>Ein Ordner für ViTMAEForPreTraining.from_pretrained(…) von transformers.</translation>
    </message>
    <message>
        <source>The encoder for VisionTransformer of timm; the decoder stays behind.</source>
        <translation>Der Encoder für VisionTransformer von timm; der Decoder bleibt zurück.</translation>
    </message>
    <message>
        <source>Folder for the Model</source>
        <translation>Ordner für das Modell</translation>
    </message>
    <message>
        <source>Convert To</source>
        <translation>Umwandeln in</translation>
    </message>
    <message>
        <source>PyTorch files (*.pth *.pt *.safetensors)</source>
        <translation>PyTorch-Dateien (*.pth *.pt *.safetensors)</translation>
    </message>
    <message>
        <source>Safetensors (*.safetensors)</source>
        <translation>Safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Say where the result is to go.</source>
        <translation>Geben Sie an, wohin das Ergebnis soll.</translation>
    </message>
    <message>
        <source>Give the whole path, from / on.</source>
        <translation>Geben Sie den ganzen Pfad an, ab /.</translation>
    </message>
    <message>
        <source>There is no folder “%1”.</source>
        <translation>Es gibt keinen Ordner „%1“.</translation>
    </message>
    <message>
        <source>“%1” is a folder. Give the name of a file.</source>
        <translation>„%1“ ist ein Ordner. Geben Sie den Namen einer Datei an.</translation>
    </message>
    <message>
        <source>“%1” is a file. Give the name of a folder.</source>
        <translation>„%1“ ist eine Datei. Geben Sie den Namen eines Ordners an.</translation>
    </message>
    <message>
        <source>That is the model itself. Choose another place.</source>
        <translation>Das ist das Modell selbst. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>„%1“ gibt es schon.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation>Modell wird gelesen …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Converting… %1 %</source>
        <translation>Umwandeln … %1 %</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Angehalten. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Written to “%1”: %2 values.</source>
        <translation>Geschrieben nach „%1“: %2 Werte.</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Umwandlung</translation>
    </message>
    <message>
        <source>&amp;Convert</source>
        <translation>&amp;Umwandeln</translation>
    </message>
    <message>
        <source>&amp;Show in Folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Look Inside</source>
        <translation>&amp;Hineinsehen</translation>
    </message>
    <message>
        <source>Convert Model</source>
        <translation>Modell umwandeln</translation>
    </message>
    <message>
        <source>float16 and bfloat16 halve the file; float32 keeps every bit.</source>
        <translation>float16 und bfloat16 halbieren die Datei; float32 behält jedes Bit.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Type of the weights</source>
        <translation>Typ der Gewichte</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>T&amp;ype of the weights</source>
        <translation>T&amp;yp der Gewichte</translation>
    </message>
    <message>
        <source>&amp;Where to</source>
        <translation>&amp;Wohin</translation>
    </message>
    <message>
        <source>&amp;Trained on</source>
        <translation>&amp;Trainiert mit</translation>
    </message>
    <message>
        <source>L&amp;icence</source>
        <translation>L&amp;izenz</translation>
    </message>
    <message>
        <source>This format is a safetensors file. End its name with .safetensors.</source>
        <translation>Dieses Format ist eine safetensors-Datei. Der Name muss auf .safetensors enden.</translation>
    </message>
</context>
<context>
    <name>mae::ui::CrispPicture</name>
    <message>
        <source>Click to see it large</source>
        <translation>Klicken, um es groß zu sehen</translation>
    </message>
    <message>
        <source>Copy Picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Show Large</source>
        <translation>Groß zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>mae::ui::CurtainView</name>
    <message>
        <source>Curtain: %1 left, %2 right</source>
        <translation>Vorhang: links %1, rechts %2</translation>
    </message>
</context>
<context>
    <name>mae::ui::CurvePanel</name>
    <message>
        <source>Curves of the run</source>
        <translation>Kurven des Laufs</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>What the curves are drawn over.</source>
        <translation>Worüber die Kurven gezeichnet werden.</translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation>Nicht geglättet</translation>
    </message>
    <message>
        <source>Smoothed a little</source>
        <translation>Wenig geglättet</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>Geglättet</translation>
    </message>
    <message>
        <source>Smoothed strongly</source>
        <translation>Stark geglättet</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smoothing: the strong line is a moving average; the faint one is every step.</source>
        <translation>Glättung: Die kräftige Linie ist ein gleitender Mittelwert, die blasse zeigt jeden Schritt.</translation>
    </message>
    <message>
        <source>Logarithmic Axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>Zoom by Rectangle (Shift + Drag)</source>
        <translation>Rechteck vergrößern (Umschalt + Ziehen)</translation>
    </message>
    <message>
        <source>Show Everything (Double Click)</source>
        <translation>Alles zeigen (Doppelklick)</translation>
    </message>
    <message>
        <source>Export Curves…</source>
        <translation>Kurven exportieren …</translation>
    </message>
    <message>
        <source>Export Curves</source>
        <translation>Kurven exportieren</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF-Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Table of values (*.csv)</source>
        <translation>Wertetabelle (*.csv)</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Pictures/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Memory, MB</source>
        <translation>Speicher, MB</translation>
    </message>
    <message>
        <source>kNN, %</source>
        <translation>kNN, %</translation>
    </message>
</context>
<context>
    <name>mae::ui::CurvePlot</name>
    <message>
        <source>step %1 · epoch %2 · %3</source>
        <translation>Schritt %1 · Epoche %2 · %3</translation>
    </message>
    <message>
        <source>mean colour</source>
        <translation>mittlere Farbe</translation>
    </message>
    <message>
        <source>copied neighbours</source>
        <translation>kopierte Nachbarn</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>jeder Schritt</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>geglättet</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
</context>
<context>
    <name>mae::ui::DataPanel</name>
    <message>
        <source>%1: as it is cut from the file, and what the encoder sees</source>
        <translation>%1: so, wie es aus der Datei geschnitten wird, und was der Encoder sieht</translation>
    </message>
    <message>
        <source>Scenes are drawn by the program: there are no files to check.</source>
        <translation>Szenen zeichnet das Programm selbst: Es gibt keine Dateien zu prüfen.</translation>
    </message>
    <message>
        <source>Add a folder of pictures, or drop one here.</source>
        <translation>Fügen Sie einen Ordner mit Bildern hinzu, oder ziehen Sie einen hierher.</translation>
    </message>
    <message>
        <source>The pictures are being read…</source>
        <translation>Die Bilder werden gelesen …</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>Die Prüfung wurde angehalten.</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%1 von %2 Dateien</translation>
    </message>
    <message>
        <source>Listing the files…</source>
        <translation>Dateien werden aufgelistet …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Checked: %1</source>
        <translation>Geprüft: %1</translation>
    </message>
    <message>
        <source> · unchanged</source>
        <translation> · unverändert</translation>
    </message>
    <message>
        <source> · scenes are drawn and need no check</source>
        <translation> · Szenen werden gezeichnet und brauchen keine Prüfung</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>What the model will see with these settings.</source>
        <translation>Was das Modell mit diesen Einstellungen sehen wird.</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbare</translation>
    </message>
    <message>
        <source>The settings are not complete: see what is marked in the form.</source>
        <translation>Die Einstellungen sind nicht vollständig: Im Formular ist markiert, was fehlt.</translation>
    </message>
    <message>
        <source>None of these pictures can be read.</source>
        <translation>Keines dieser Bilder ist lesbar.</translation>
    </message>
    <message>
        <source>Samples %1 to %2 of the run, %3 % of the patches hidden.</source>
        <translation>Beispiele %1 bis %2 des Laufs, %3 % der Patches verdeckt.</translation>
    </message>
    <message>
        <source>Save Samples</source>
        <translation>Beispiele speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Check Again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Check of the pictures</source>
        <translation>Prüfung der Bilder</translation>
    </message>
    <message>
        <source>Files of the same content</source>
        <translation>Dateien gleichen Inhalts</translation>
    </message>
    <message>
        <source>Search duplicates</source>
        <translation>Doppelte durchsuchen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>The same as</source>
        <translation>Gleich wie</translation>
    </message>
    <message>
        <source>No file is there twice.</source>
        <translation>Keine Datei ist doppelt vorhanden.</translation>
    </message>
    <message>
        <source>Files that can&apos;t be read</source>
        <translation>Dateien, die nicht lesbar sind</translation>
    </message>
    <message>
        <source>Search unreadable files</source>
        <translation>Unlesbare Dateien durchsuchen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Every file can be read.</source>
        <translation>Jede Datei ist lesbar.</translation>
    </message>
    <message>
        <source>Pictures to Learn From</source>
        <translation>Bilder zum Lernen</translation>
    </message>
    <message>
        <source>Close the Check</source>
        <translation>Prüfung schließen</translation>
    </message>
    <message>
        <source>Reads what has changed since the last check.</source>
        <translation>Liest, was sich seit der letzten Prüfung geändert hat.</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>„%1“ wurde gespeichert.</translation>
    </message>
</context>
<context>
    <name>mae::ui::DesktopNotifier</name>
    <message>
        <source>MAE Explorer</source>
        <translation>MAE Explorer</translation>
    </message>
    <message>
        <source>Show Run</source>
        <translation>Lauf zeigen</translation>
    </message>
</context>
<context>
    <name>mae::ui::DifferenceTable</name>
    <message>
        <source>Settings in which the runs differ</source>
        <translation>Einstellungen, in denen sich die Läufe unterscheiden</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
</context>
<context>
    <name>mae::ui::ErrorView</name>
    <message>
        <source>Reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>Error per pixel</source>
        <translation>Fehler je Pixel</translation>
    </message>
    <message>
        <source>Error per patch</source>
        <translation>Fehler je Patch</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Error map</source>
        <translation>Fehlerkarte</translation>
    </message>
    <message>
        <source>The unit is grey levels, from 0 to 255.</source>
        <translation>Die Einheit sind Graustufen, von 0 bis 255.</translation>
    </message>
    <message>
        <source>Per Pixel</source>
        <translation>Je Pixel</translation>
    </message>
    <message>
        <source>Error per pixel: the root of the mean squared difference between reconstruction and original over the three colours.</source>
        <translation>Fehler je Pixel: die Wurzel der mittleren quadratischen Differenz zwischen Rekonstruktion und Original über die drei Farben.</translation>
    </message>
    <message>
        <source>Per Patch</source>
        <translation>Je Patch</translation>
    </message>
    <message>
        <source>Error per patch: the root of the mean squared difference between reconstruction and original over all pixels of a patch.</source>
        <translation>Fehler je Patch: die Wurzel der mittleren quadratischen Differenz zwischen Rekonstruktion und Original über alle Pixel eines Patches.</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Both maps, each with a scale of its own</source>
        <translation>Beide Karten, jede mit eigener Skala</translation>
    </message>
    <message>
        <source>Shared scale</source>
        <translation>Gemeinsame Skala</translation>
    </message>
    <message>
        <source>Keeps the scale at the largest error seen since, so that pictures and masks can be compared; else each has a scale of its own.</source>
        <translation>Hält die Skala beim größten seither gesehenen Fehler, damit sich Bilder und Masken vergleichen lassen; sonst hat jede Karte ihre eigene Skala.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 levels</source>
        <translation>%1 Stufen</translation>
    </message>
    <message>
        <source>%1 · error %2</source>
        <translation>%1 · Fehler %2</translation>
    </message>
</context>
<context>
    <name>mae::ui::ExploreActions</name>
    <message>
        <source>&amp;Open Pictures…</source>
        <translation>Bilder ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Sa&amp;mple Pictures</source>
        <translation>Bei&amp;spielbilder</translation>
    </message>
    <message>
        <source>Go back to the pictures that come with the program</source>
        <translation>Zurück zu den Bildern, die mit dem Programm kommen</translation>
    </message>
    <message>
        <source>Save &amp;Reconstruction As…</source>
        <translation>&amp;Rekonstruktion speichern unter …</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy Reconstruction</source>
        <translation>Rekonstruktion &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>A picture, picture files or a path from the clipboard</source>
        <translation>Ein Bild, Bilddateien oder ein Pfad aus der Zwischenablage</translation>
    </message>
    <message>
        <source>Remove &amp;Picture</source>
        <translation>&amp;Bild entfernen</translation>
    </message>
    <message>
        <source>From the gallery; the file stays where it is</source>
        <translation>Aus der Galerie; die Datei bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>Remove A&amp;ll Pictures</source>
        <translation>A&amp;lle Bilder entfernen</translation>
    </message>
    <message>
        <source>&amp;Previous Picture</source>
        <translation>&amp;Vorheriges Bild</translation>
    </message>
    <message>
        <source>&amp;Next Picture</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>Ein&amp;passen</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>One pixel of the picture is one pixel of the screen</source>
        <translation>Ein Pixel des Bildes ist ein Pixel des Bildschirms</translation>
    </message>
    <message>
        <source>Show &amp;Gallery</source>
        <translation>Galerie anzei&amp;gen</translation>
    </message>
    <message>
        <source>Show &amp;Settings</source>
        <translation>Einstell&amp;ungen anzeigen</translation>
    </message>
    <message>
        <source>&amp;New Mask</source>
        <translation>&amp;Neue Maske</translation>
    </message>
    <message>
        <source>Draw another mask with the next seed</source>
        <translation>Mit dem nächsten Startwert eine andere Maske ziehen</translation>
    </message>
    <message>
        <source>&amp;More Hidden</source>
        <translation>&amp;Mehr verdecken</translation>
    </message>
    <message>
        <source>Raise the mask ratio by five percent</source>
        <translation>Den Maskierungsanteil um fünf Prozentpunkte erhöhen</translation>
    </message>
    <message>
        <source>&amp;Fewer Hidden</source>
        <translation>&amp;Weniger verdecken</translation>
    </message>
    <message>
        <source>Lower the mask ratio by five percent</source>
        <translation>Den Maskierungsanteil um fünf Prozentpunkte senken</translation>
    </message>
    <message>
        <source>Paste &amp;Visible Patches</source>
        <translation>&amp;Sichtbare Patches einsetzen</translation>
    </message>
    <message>
        <source>Show the true pixels where patches were visible</source>
        <translation>Die echten Pixel zeigen, wo Patches sichtbar waren</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>&amp;Kamera</translation>
    </message>
    <message>
        <source>Reconstruct what the camera sees, while it moves</source>
        <translation>Live rekonstruieren, was die Kamera sieht</translation>
    </message>
    <message>
        <source>Save Pa&amp;rts…</source>
        <translation>&amp;Teile speichern …</translation>
    </message>
    <message>
        <source>Masked, reconstruction and original as files of a folder</source>
        <translation>Maskiertes Bild, Rekonstruktion und Original als Dateien eines Ordners</translation>
    </message>
    <message>
        <source>&amp;Export View…</source>
        <translation>&amp;Ansicht exportieren …</translation>
    </message>
    <message>
        <source>What is shown as PNG, PDF or SVG</source>
        <translation>Was gezeigt wird, als PNG, PDF oder SVG</translation>
    </message>
    <message>
        <source>Export A&amp;nimation…</source>
        <translation>A&amp;nimation exportieren …</translation>
    </message>
    <message>
        <source>The picture from few to many hidden patches, as GIF or MP4</source>
        <translation>Das Bild von wenigen bis zu vielen verdeckten Patches, als GIF oder MP4</translation>
    </message>
    <message>
        <source>Save E&amp;xperiment…</source>
        <translation>E&amp;xperiment speichern …</translation>
    </message>
    <message>
        <source>A small file that reproduces what is shown, bit for bit</source>
        <translation>Eine kleine Datei, die das Gezeigte Bit für Bit wiederherstellt</translation>
    </message>
    <message>
        <source>Copy &amp;View</source>
        <translation>Ans&amp;icht kopieren</translation>
    </message>
    <message>
        <source>What is shown, as a picture on the clipboard</source>
        <translation>Was gezeigt wird, als Bild in der Zwischenablage</translation>
    </message>
</context>
<context>
    <name>mae::ui::ExploreInspector</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model in use</source>
        <translation>Verwendetes Modell</translation>
    </message>
    <message>
        <source>Choose the model that reconstructs</source>
        <translation>Das Modell wählen, das rekonstruiert</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Paste the &amp;visible patches</source>
        <translation>&amp;Sichtbare Patches einsetzen</translation>
    </message>
    <message>
        <source>Show the true pixels where patches were visible. Off: everything the model puts out, also where it was not asked to guess</source>
        <translation>Zeigt die echten Pixel, wo Patches sichtbar waren. Aus: alles, was das Modell ausgibt, auch dort, wo es nichts raten musste</translation>
    </message>
    <message>
        <source>Fit to the model</source>
        <translation>Anpassung an das Modell</translation>
    </message>
    <message>
        <source>Mean and contrast of patches</source>
        <translation>Mittelwert und Kontrast der Patches</translation>
    </message>
    <message>
        <source>This model predicts normalised pixels: mean and contrast of a patch must come from elsewhere. The true statistics give both away</source>
        <translation>Dieses Modell sagt normalisierte Pixel voraus: Mittelwert und Kontrast eines Patches müssen anderswo herkommen. Die wahre Statistik verrät beide</translation>
    </message>
    <message>
        <source>Mean and contrast of &amp;patches</source>
        <translation>Mittelwert und &amp;Kontrast der Patches</translation>
    </message>
    <message>
        <source>&amp;Fit to the model</source>
        <translation>&amp;Anpassung an das Modell</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>%1 px, patch %2, %3 million parameters. Predicts %4.</source>
        <translation>%1 px, Patch %2, %3 Millionen Parameter. Sagt %4 voraus.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>normalised pixels</source>
        <translation>normalisierte Pixel</translation>
    </message>
    <message>
        <source>Trained on %1.</source>
        <translation>Trainiert mit: %1.</translation>
    </message>
    <message>
        <source>Licence: %1.</source>
        <translation>Lizenz: %1.</translation>
    </message>
    <message>
        <source>What the model predicts</source>
        <translation>Was das Modell vorhersagt</translation>
    </message>
    <message>
        <source>The file does not tell what its model predicts. If reconstructions look like grey reliefs, choose normalised pixels</source>
        <translation>Die Datei sagt nicht, was ihr Modell vorhersagt. Sehen Rekonstruktionen wie graue Reliefs aus, wählen Sie normalisierte Pixel</translation>
    </message>
    <message>
        <source>It pre&amp;dicts (the file does not tell)</source>
        <translation>Es sagt &amp;vorher (die Datei sagt es nicht)</translation>
    </message>
    <message>
        <source>%1 px, patch %2, %3 million parameters. An encoder without a decoder: it can&apos;t reconstruct. Features: patches that it finds alike have like colours. Attention: bright where its class token looks.</source>
        <translation>%1 px, Patch %2, %3 Millionen Parameter. Ein Encoder ohne Decoder: Er kann nicht rekonstruieren. Merkmale: Patches, die er ähnlich findet, haben ähnliche Farben. Attention: hell, wohin sein Klassentoken sieht.</translation>
    </message>
    <message>
        <source>Paint on the masked picture</source>
        <translation>Auf dem maskierten Bild malen</translation>
    </message>
    <message>
        <source>How a picture of any size meets the model&apos;s square: a square of it, all of it squeezed, its own size with interpolated positions, or cut into squares</source>
        <translation>Wie ein Bild beliebiger Größe zum Quadrat des Modells kommt: ein Quadrat daraus, das ganze Bild gestaucht, in eigener Größe mit interpolierten Positionen, oder in Quadrate zerlegt</translation>
    </message>
    <message>
        <source>Visible patches are the picture&apos;s own pixels.</source>
        <translation>Sichtbare Patches sind die eigenen Pixel des Bildes.</translation>
    </message>
    <message>
        <source>All pixels are the model&apos;s; it was trained on hidden ones only, so visible patches may look worse.</source>
        <translation>Alle Pixel sind die des Modells; es wurde nur mit verdeckten trainiert, sichtbare Patches können also schlechter aussehen.</translation>
    </message>
    <message>
        <source>Guessed from the visible patches around: nothing is given away.</source>
        <translation>Aus den sichtbaren Patches ringsum geraten: Nichts wird verraten.</translation>
    </message>
    <message>
        <source>Gives away the true mean and contrast of hidden patches: better than the model is.</source>
        <translation>Verrät den wahren Mittelwert und Kontrast verdeckter Patches: besser, als das Modell ist.</translation>
    </message>
    <message>
        <source>What the model puts out, around mid grey: a relief.</source>
        <translation>Was das Modell ausgibt, um mittleres Grau: ein Relief.</translation>
    </message>
    <message>
        <source>Quality and Ratio</source>
        <translation>Qualität und Anteil</translation>
    </message>
    <message>
        <source>Whole Gallery</source>
        <translation>Ganze Galerie</translation>
    </message>
</context>
<context>
    <name>mae::ui::ExploreWorkspace</name>
    <message>
        <source>Zoom: pixels of the screen per pixel of the picture</source>
        <translation>Zoom: Pixel des Bildschirms je Pixel des Bildes</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Open Pictures</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.pbm *.pgm *.ppm *.pnm *.gif)</source>
        <translation>Bilder (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.pbm *.pgm *.ppm *.pnm *.gif)</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.pth *.pt *.bin)</source>
        <translation>Modelle (*.safetensors *.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Save Picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Gespeichert als „%1“.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Open Pictures…</source>
        <translation>Bilder öffnen …</translation>
    </message>
    <message>
        <source>Drop pictures or a folder here to see what the model makes of them.</source>
        <translation>Legen Sie Bilder oder einen Ordner hier ab, um zu sehen, was das Modell daraus macht.</translation>
    </message>
    <message>
        <source>There is no camera at this computer</source>
        <translation>An diesem Rechner gibt es keine Kamera</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Save Experiment</source>
        <translation>Experiment speichern</translation>
    </message>
    <message>
        <source>Experiments (*.mae.json)</source>
        <translation>Experimente (*.mae.json)</translation>
    </message>
    <message>
        <source>Open Experiment</source>
        <translation>Experiment öffnen</translation>
    </message>
    <message>
        <source>Save Parts Into</source>
        <translation>Teile speichern in</translation>
    </message>
    <message>
        <source>Saved as “%1-masked.png”, “…-reconstruction.png” and “…-original.png”.</source>
        <translation>Gespeichert als „%1-masked.png“, „…-reconstruction.png“ und „…-original.png“.</translation>
    </message>
    <message>
        <source>Export View</source>
        <translation>Ansicht exportieren</translation>
    </message>
    <message>
        <source>Export Animation</source>
        <translation>Animation exportieren</translation>
    </message>
    <message>
        <source>GIF animations (*.gif)</source>
        <translation>GIF-Animationen (*.gif)</translation>
    </message>
    <message>
        <source>MP4 videos (*.mp4)</source>
        <translation>MP4-Videos (*.mp4)</translation>
    </message>
    <message numerus="yes">
        <source>All %n pictures have this mask now.</source>
        <translation>
            <numerusform>%n Bild hat jetzt diese Maske.</numerusform>
            <numerusform>Alle %n Bilder haben jetzt diese Maske.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mask copied.</source>
        <translation>Maske kopiert.</translation>
    </message>
    <message>
        <source>Load Mask</source>
        <translation>Maske laden</translation>
    </message>
    <message>
        <source>Masks (*.json *.png)</source>
        <translation>Masken (*.json *.png)</translation>
    </message>
    <message>
        <source>Save Mask</source>
        <translation>Maske speichern</translation>
    </message>
    <message>
        <source>Masks (*.json)</source>
        <translation>Masken (*.json)</translation>
    </message>
    <message>
        <source>Black-and-white pictures (*.png)</source>
        <translation>Schwarz-Weiß-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Progress of the view</source>
        <translation>Fortschritt der Ansicht</translation>
    </message>
    <message>
        <source>Choose how pictures are looked at</source>
        <translation>Wählen, wie Bilder betrachtet werden</translation>
    </message>
    <message>
        <source>View: %1</source>
        <translation>Ansicht: %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::Explorer</name>
    <message>
        <source>Mask Ratio</source>
        <translation>Maskierungsanteil</translation>
    </message>
    <message>
        <source>Mask Strategy</source>
        <translation>Maskenstrategie</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>New Mask</source>
        <translation>Neue Maske</translation>
    </message>
    <message>
        <source>Paint Mask</source>
        <translation>Maske malen</translation>
    </message>
    <message>
        <source>Copy Mask</source>
        <translation>Maske kopieren</translation>
    </message>
    <message>
        <source>Move Frame</source>
        <translation>Rahmen verschieben</translation>
    </message>
    <message>
        <source>Change Display</source>
        <translation>Anzeige ändern</translation>
    </message>
</context>
<context>
    <name>mae::ui::ExportDialog</name>
    <message>
        <source>Export View</source>
        <translation>Ansicht exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>SVG</source>
        <translation>SVG</translation>
    </message>
    <message>
        <source>Pixels, exactly as they are, for screens and web pages</source>
        <translation>Pixel, genau wie sie sind, für Bildschirme und Webseiten</translation>
    </message>
    <message>
        <source>For printing and for papers: texts stay sharp at any size</source>
        <translation>Für den Druck und für Artikel: Texte bleiben in jeder Größe scharf</translation>
    </message>
    <message>
        <source>For drawing programs: texts and shapes can be edited</source>
        <translation>Für Zeichenprogramme: Texte und Formen lassen sich bearbeiten</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source> ×</source>
        <translation> ×</translation>
    </message>
    <message>
        <source>Scale of the PNG</source>
        <translation>Maßstab des PNG</translation>
    </message>
    <message>
        <source>How many pixels of the file a unit of the picture gets along each side</source>
        <translation>Wie viele Pixel der Datei auf eine Einheit des Bildes kommen, entlang jeder Seite</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>PDF-Dokumente (*.pdf)</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>There is nothing to export yet.</source>
        <translation>Noch gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
</context>
<context>
    <name>mae::ui::FileEdit</name>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>&amp;Checkpoint…</source>
        <translation>&amp;Checkpoint …</translation>
    </message>
    <message>
        <source>&amp;Run or Folder…</source>
        <translation>&amp;Lauf oder Ordner …</translation>
    </message>
    <message>
        <source>Run or Folder of a Model</source>
        <translation>Lauf oder Ordner eines Modells</translation>
    </message>
    <message>
        <source>Checkpoint to Begin From</source>
        <translation>Checkpoint, mit dem begonnen wird</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors *.pth *.pt *.bin *.ckpt)</source>
        <translation>Checkpoints (*.safetensors *.pth *.pt *.bin *.ckpt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>mae::ui::FileTable</name>
    <message>
        <source>Show in Folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy List</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copies what the search leaves, as it is sorted.</source>
        <translation>Kopiert, was die Suche übrig lässt, in der Reihenfolge der Liste.</translation>
    </message>
    <message>
        <source>Copy the list: %1</source>
        <translation>Liste kopieren: %1</translation>
    </message>
    <message>
        <source>Show in its folder: %1</source>
        <translation>Im Ordner zeigen: %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::FolderList</name>
    <message>
        <source>Add Folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>How often an epoch shows each picture of the folder; 1 is once.</source>
        <translation>Wie oft eine Epoche jedes Bild des Ordners zeigt; 1 heißt einmal.</translation>
    </message>
    <message>
        <source>Remove the selected folders</source>
        <translation>Die ausgewählten Ordner entfernen</translation>
    </message>
    <message>
        <source>Add to: %1</source>
        <translation>Hinzufügen zu: %1</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <source>Folder of Pictures</source>
        <translation>Ordner mit Bildern</translation>
    </message>
</context>
<context>
    <name>mae::ui::FormRow</name>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the preset&apos;s %1</source>
        <translation>Zurück zur Vorgabe %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::FramePicker</name>
    <message>
        <source>The square of the picture that the model sees. Drag to move it, wheel or a corner to resize it, double click for the largest in the middle</source>
        <translation>Das Quadrat des Bildes, das das Modell sieht. Ziehen verschiebt es, das Mausrad oder eine Ecke ändert die Größe, ein Doppelklick nimmt das größte in der Mitte</translation>
    </message>
    <message>
        <source>Frame of the crop</source>
        <translation>Rahmen des Ausschnitts</translation>
    </message>
    <message>
        <source>%1 % of the shorter side, %2 % across, %3 % down</source>
        <translation>%1 % der kürzeren Seite, %2 % nach rechts, %3 % nach unten</translation>
    </message>
</context>
<context>
    <name>mae::ui::GalleryNumbersPanel</name>
    <message>
        <source>Reconstruct every picture of the gallery under its mask, and compare with what mean colour and in-painting reach</source>
        <translation>Jedes Bild der Galerie unter seiner Maske rekonstruieren und mit dem vergleichen, was mittlere Farbe und Inpainting erreichen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop measuring; what is measured stays</source>
        <translation>Mit dem Messen aufhören; was gemessen ist, bleibt</translation>
    </message>
    <message>
        <source>Pictures measured</source>
        <translation>Gemessene Bilder</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the table of means, for a spreadsheet</source>
        <translation>Die Tabelle der Mittelwerte kopieren, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren …</translation>
    </message>
    <message>
        <source>Save the numbers of every picture as a table</source>
        <translation>Die Zahlen jedes Bildes als Tabelle speichern</translation>
    </message>
    <message>
        <source>There are no pictures in the gallery.</source>
        <translation>In der Galerie sind keine Bilder.</translation>
    </message>
    <message>
        <source>Of other pictures: measure again.</source>
        <translation>Von anderen Bildern: Messen Sie neu.</translation>
    </message>
    <message>
        <source>The model has learnt since: measure again.</source>
        <translation>Das Modell hat seitdem gelernt: Messen Sie neu.</translation>
    </message>
    <message>
        <source>Of another model: measure again.</source>
        <translation>Von einem anderen Modell: Messen Sie neu.</translation>
    </message>
    <message>
        <source>Of another mask: measure again.</source>
        <translation>Von einer anderen Maske: Messen Sie neu.</translation>
    </message>
    <message>
        <source>Displayed in another way: measure again.</source>
        <translation>Anders angezeigt: Messen Sie neu.</translation>
    </message>
    <message>
        <source>Measure One Picture</source>
        <translation>Ein Bild messen</translation>
    </message>
    <message numerus="yes">
        <source>Measure %Ln Pictures</source>
        <translation>
            <numerusform>%Ln Bild messen</numerusform>
            <numerusform>%Ln Bilder messen</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture %1 of %2</source>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>Export Numbers</source>
        <translation>Zahlen exportieren</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Table of values (*.csv)</source>
        <translation>Wertetabelle (*.csv)</translation>
    </message>
</context>
<context>
    <name>mae::ui::GalleryPanel</name>
    <message>
        <source>Stop Reading Folders</source>
        <translation>Lesen der Ordner abbrechen</translation>
    </message>
    <message>
        <source>Add Pictures…</source>
        <translation>Bilder hinzufügen …</translation>
    </message>
    <message>
        <source>Remove Picture</source>
        <translation>Bild entfernen</translation>
    </message>
    <message>
        <source>Sample Pictures</source>
        <translation>Beispielbilder</translation>
    </message>
    <message>
        <source>Add Pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Remove All Pictures</source>
        <translation>Alle Bilder entfernen</translation>
    </message>
    <message>
        <source>Reading folders…</source>
        <translation>Ordner werden gelesen …</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>Keine Bilder</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 von %3</translation>
    </message>
</context>
<context>
    <name>mae::ui::GalleryView</name>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Drop pictures or a folder here</source>
        <translation>Bilder oder einen Ordner hier ablegen</translation>
    </message>
</context>
<context>
    <name>mae::ui::HeadStrip</name>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Maps of all heads</source>
        <translation>Karten aller Köpfe</translation>
    </message>
    <message>
        <source>The mean of the heads is chosen.</source>
        <translation>Der Mittelwert der Köpfe ist gewählt.</translation>
    </message>
    <message>
        <source>Head %1 of %2 is chosen.</source>
        <translation>Kopf %1 von %2 ist gewählt.</translation>
    </message>
    <message>
        <source>The mean of all heads of this block</source>
        <translation>Der Mittelwert aller Köpfe dieses Blocks</translation>
    </message>
    <message>
        <source>Head %1 of this block</source>
        <translation>Kopf %1 dieses Blocks</translation>
    </message>
</context>
<context>
    <name>mae::ui::HeatLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>%1: from %2, the darkest colour, to %3, the lightest</source>
        <translation>%1: von %2, der dunkelsten Farbe, bis %3, der hellsten</translation>
    </message>
</context>
<context>
    <name>mae::ui::HistogramView</name>
    <message>
        <source>Histogram of the selected tensor</source>
        <translation>Histogramm des gewählten Tensors</translation>
    </message>
    <message>
        <source>The tensor is empty.</source>
        <translation>Der Tensor ist leer.</translation>
    </message>
    <message>
        <source>No value is finite.</source>
        <translation>Kein Wert ist endlich.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln values from %1 to %2</source>
        <translation>
            <numerusform>%Ln Wert von %1 bis %2</numerusform>
            <numerusform>%Ln Werte von %1 bis %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2: %3 values</source>
        <translation>%1 bis %2: %3 Werte</translation>
    </message>
</context>
<context>
    <name>mae::ui::ImageView</name>
    <message>
        <source>No picture yet</source>
        <translation>Noch kein Bild</translation>
    </message>
    <message>
        <source>%1 by %2 pixels. %3</source>
        <translation>%1 mal %2 Pixel. %3</translation>
    </message>
</context>
<context>
    <name>mae::ui::LayerTableModel</name>
    <message>
        <source>Measured without making a step: nothing has changed.</source>
        <translation>Ohne einen Schritt gemessen: Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Frozen: it is not trained.</source>
        <translation>Eingefroren: Sie wird nicht trainiert.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>From the picture to the prediction.</source>
        <translation>Vom Bild zur Vorhersage.</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Length of the gradient of its weights, before clipping.</source>
        <translation>Länge des Gradienten ihrer Gewichte, vor dem Begrenzen.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Length of its weights before the step.</source>
        <translation>Länge ihrer Gewichte vor dem Schritt.</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Length of the step&apos;s change divided by the length of the weights; about 0.001 is usual.</source>
        <translation>Länge der Änderung durch den Schritt, geteilt durch die Länge der Gewichte; üblich ist etwa 0,001.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean of the values that the layer hands on.</source>
        <translation>Mittel der Werte, die die Schicht weitergibt.</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Std.-Abw.</translation>
    </message>
    <message>
        <source>Standard deviation of the values it hands on.</source>
        <translation>Standardabweichung der Werte, die sie weitergibt.</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größte</translation>
    </message>
    <message>
        <source>Largest magnitude of the values it hands on.</source>
        <translation>Größter Betrag der Werte, die sie weitergibt.</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>Share of zeros among the values it hands on.</source>
        <translation>Anteil der Nullen an den Werten, die sie weitergibt.</translation>
    </message>
    <message>
        <source>Not finite</source>
        <translation>Nicht endlich</translation>
    </message>
    <message>
        <source>Share of values that are infinite or no number; the other columns leave them out.</source>
        <translation>Anteil der Werte, die unendlich oder keine Zahl sind; die anderen Spalten lassen sie aus.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln parameters</source>
        <translation>
            <numerusform>%Ln Parameter</numerusform>
            <numerusform>%Ln Parameter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::LayersPanel</name>
    <message>
        <source>Layers of the model</source>
        <translation>Schichten des Modells</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>Schichten durchsuchen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure Layers</source>
        <translation>Schichten messen</translation>
    </message>
    <message>
        <source>Every %1 steps</source>
        <translation>Alle %1 Schritte</translation>
    </message>
    <message>
        <source>Measures the layers at the next step; while the run is paused, on the pictures of that step. Training stays the same bit by bit.</source>
        <translation>Misst die Schichten beim nächsten Schritt; während einer Pause an den Bildern dieses Schritts. Das Training bleibt Bit für Bit dasselbe.</translation>
    </message>
    <message>
        <source>Measures again and again while the layers are looked at.</source>
        <translation>Misst immer wieder, solange die Schichten zu sehen sind.</translation>
    </message>
    <message>
        <source>Copy Table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>See how gradients, weights and activations change from layer to layer.</source>
        <translation>Sehen Sie, wie sich Gradienten, Gewichte und Aktivierungen von Schicht zu Schicht ändern.</translation>
    </message>
    <message>
        <source>Comes with the next step…</source>
        <translation>Kommt mit dem nächsten Schritt …</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Before step %1</source>
        <translation>Vor Schritt %1</translation>
    </message>
    <message>
        <source>Only a run that is open can be measured: start or continue one.</source>
        <translation>Nur ein offener Lauf kann gemessen werden: Starten Sie einen, oder setzen Sie einen fort.</translation>
    </message>
    <message>
        <source>Back to the Curves</source>
        <translation>Zurück zu den Kurven</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
</context>
<context>
    <name>mae::ui::LeaveOneOutView</name>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Without the patch</source>
        <translation>Ohne den Patch</translation>
    </message>
    <message>
        <source>What it told the model</source>
        <translation>Was er dem Modell sagte</translation>
    </message>
    <message>
        <source>Leave one out</source>
        <translation>Einen weglassen</translation>
    </message>
    <message>
        <source>Leave one out: hides one visible patch as well and shows how much every pixel of the reconstruction changes by that.</source>
        <translation>Einen weglassen: Verdeckt einen sichtbaren Patch zusätzlich und zeigt, wie sehr sich jedes Pixel der Rekonstruktion dadurch ändert.</translation>
    </message>
    <message>
        <source>Choose None</source>
        <translation>Keinen wählen</translation>
    </message>
    <message>
        <source>Forgets the chosen patch (Esc on the masked picture)</source>
        <translation>Vergisst den gewählten Patch (Esc auf dem maskierten Bild)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>%1 levels</source>
        <translation>%1 Stufen</translation>
    </message>
    <message>
        <source>No patch is chosen</source>
        <translation>Kein Patch ist gewählt</translation>
    </message>
    <message>
        <source>Patch %1 is hidden already: the model does not see it. Choose a visible one.</source>
        <translation>Patch %1 ist schon verdeckt: Das Modell sieht ihn nicht. Wählen Sie einen sichtbaren.</translation>
    </message>
    <message>
        <source>Click a visible patch of the masked picture, or choose one with the arrow keys: what it told the model is shown as a map.</source>
        <translation>Klicken Sie auf einen sichtbaren Patch des maskierten Bildes, oder wählen Sie einen mit den Pfeiltasten: Was er dem Modell sagte, erscheint als Karte.</translation>
    </message>
    <message>
        <source>Patch %1 is chosen.</source>
        <translation>Patch %1 ist gewählt.</translation>
    </message>
    <message>
        <source>Hiding patch %1 as well changes nothing else.</source>
        <translation>Auch Patch %1 zu verdecken ändert sonst nichts.</translation>
    </message>
    <message>
        <source>Hiding patch %1 as well changes the picture most in patch %2 (%3).</source>
        <translation>Auch Patch %1 zu verdecken ändert das Bild am meisten in Patch %2 (%3).</translation>
    </message>
    <message>
        <source>%1 · changes by %2</source>
        <translation>%1 · ändert sich um %2</translation>
    </message>
</context>
<context>
    <name>mae::ui::MainWindow</name>
    <message>
        <source>MAE Explorer</source>
        <translation>MAE Explorer</translation>
    </message>
    <message>
        <source>Device and model</source>
        <translation>Gerät und Modell</translation>
    </message>
    <message>
        <source>What the engine does</source>
        <translation>Was die Maschine tut</translation>
    </message>
    <message>
        <source>%1 – MAE Explorer</source>
        <translation>%1 – MAE Explorer</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Engine: idle</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>Engine: preparing a run</source>
        <translation>Ein Lauf wird vorbereitet</translation>
    </message>
    <message>
        <source>Engine: training</source>
        <translation>Training läuft</translation>
    </message>
    <message>
        <source>Engine: training paused</source>
        <translation>Training pausiert</translation>
    </message>
    <message>
        <source>Close MAE Explorer</source>
        <translation>MAE Explorer schließen</translation>
    </message>
    <message>
        <source>A run is training.</source>
        <translation>Ein Lauf wird gerade trainiert.</translation>
    </message>
    <message>
        <source>It can go on without the window and end by itself, or stop now and be continued later from where it is.</source>
        <translation>Er kann ohne das Fenster weiterlaufen und von selbst enden, oder jetzt anhalten und später an derselben Stelle fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Keep Training</source>
        <translation>Weitertrainieren</translation>
    </message>
    <message>
        <source>Stop and Save</source>
        <translation>Anhalten und speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Engine: saving the run</source>
        <translation>Der Lauf wird gespeichert</translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation>&amp;Erkunden</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>Pictures A&amp;lone</source>
        <translation>Nur die Bi&amp;lder</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open Re&amp;cent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Nothing Opened Yet</source>
        <translation>Noch nichts geöffnet</translation>
    </message>
    <message>
        <source>Clear List</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>The language changes when the program starts again.</source>
        <translation>Die Sprache wechselt beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>&amp;Maske</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;What&apos;s This?</source>
        <translation>&amp;Was ist das?</translation>
    </message>
    <message>
        <source>&amp;About MAE Explorer</source>
        <translation>&amp;Über MAE Explorer</translation>
    </message>
    <message>
        <source>T&amp;raining</source>
        <translation>T&amp;raining</translation>
    </message>
    <message>
        <source>A run is paused.</source>
        <translation>Ein Lauf ist angehalten.</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>&amp;Checkpoint</source>
        <translation>&amp;Checkpoint</translation>
    </message>
    <message>
        <source>Look Inside</source>
        <translation>Hineinsehen</translation>
    </message>
    <message>
        <source>&amp;Paint</source>
        <translation>M&amp;alen</translation>
    </message>
    <message>
        <source>Loo&amp;k at Pictures As</source>
        <translation>Bilder betrachten a&amp;ls</translation>
    </message>
    <message>
        <source>&amp;Notify When a Long Run Ends</source>
        <translation>Ende langer Läufe &amp;melden</translation>
    </message>
    <message>
        <source>Shows a message on the desktop when a run ends, fails or waits for help while you work in another window.</source>
        <translation>Zeigt eine Meldung auf dem Desktop, wenn ein Lauf endet, scheitert oder auf Hilfe wartet, während Sie in einem anderen Fenster arbeiten.</translation>
    </message>
</context>
<context>
    <name>mae::ui::MaskCanvas</name>
    <message>
        <source>Mask to paint on</source>
        <translation>Maske zum Bemalen</translation>
    </message>
    <message>
        <source>Arrow keys move a cursor from patch to patch, Space hides what is below it, Shift+Space shows it</source>
        <translation>Pfeiltasten bewegen einen Cursor von Patch zu Patch, die Leertaste verdeckt, was darunter liegt, Umschalt+Leertaste zeigt es</translation>
    </message>
</context>
<context>
    <name>mae::ui::MaskForm</name>
    <message>
        <source>Mask &amp;ratio</source>
        <translation>Maskierun&amp;gsanteil</translation>
    </message>
    <message>
        <source>The share of patches that the encoder does not see</source>
        <translation>Der Anteil der Patches, die der Encoder nicht sieht</translation>
    </message>
    <message>
        <source>Strategy %1</source>
        <translation>Strategie %1</translation>
    </message>
    <message>
        <source>Seed of the mask</source>
        <translation>Startwert der Maske</translation>
    </message>
    <message>
        <source>The same seed always gives the same mask</source>
        <translation>Derselbe Startwert ergibt immer dieselbe Maske</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>New Mask</source>
        <translation>Neue Maske</translation>
    </message>
    <message>
        <source>Draw another mask with the next seed (R)</source>
        <translation>Mit dem nächsten Startwert eine andere Maske ziehen (R)</translation>
    </message>
    <message>
        <source>%1 of %2 visible</source>
        <translation>%1 von %2 sichtbar</translation>
    </message>
    <message>
        <source>painted: %1 of %2 visible</source>
        <translation>gemalt: %1 von %2 sichtbar</translation>
    </message>
</context>
<context>
    <name>mae::ui::MeanStdChoice</name>
    <message>
        <source>mean %1 · deviation %2</source>
        <comment>of red, green and blue</comment>
        <translation>Mittel %1 · Abweichung %2</translation>
    </message>
    <message>
        <source>ImageNet&apos;s</source>
        <translation>Die von ImageNet</translation>
    </message>
    <message>
        <source>Of these pictures</source>
        <translation>Die dieser Bilder</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>What published models are trained with.</source>
        <translation>Womit veröffentlichte Modelle trainiert sind.</translation>
    </message>
    <message>
        <source>Sets the mean and standard deviation of the run to what was measured.</source>
        <translation>Setzt Mittel und Standardabweichung des Laufs auf das Gemessene.</translation>
    </message>
    <message>
        <source>What the form says under Data.</source>
        <translation>Was im Formular unter Daten steht.</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
</context>
<context>
    <name>mae::ui::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Close Message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>mae::ui::ModelCardView</name>
    <message>
        <source>The file does not say the following; the numbers are guesses. Explore and Convert take what is chosen here:</source>
        <translation>Die Datei sagt Folgendes nicht; die Zahlen sind geraten. Erkunden und Umwandeln nehmen, was hier gewählt ist:</translation>
    </message>
</context>
<context>
    <name>mae::ui::ModelChoices</name>
    <message>
        <source>Attention heads: a divisor of the width. With a wrong number the model computes something else than it has learned</source>
        <translation>Attention-Köpfe: ein Teiler der Breite. Mit einer falschen Zahl rechnet das Modell etwas anderes, als es gelernt hat</translation>
    </message>
    <message>
        <source>Heads of the encoder</source>
        <translation>Köpfe des Encoders</translation>
    </message>
    <message>
        <source>Heads of the decoder</source>
        <translation>Köpfe des Decoders</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>normalised pixels</source>
        <translation>normalisierte Pixel</translation>
    </message>
    <message>
        <source>What the model predicts</source>
        <translation>Was das Modell vorhersagt</translation>
    </message>
    <message>
        <source>If reconstructions look like grey reliefs, it is normalised pixels</source>
        <translation>Sehen Rekonstruktionen wie graue Reliefs aus, sind es normalisierte Pixel</translation>
    </message>
    <message>
        <source>Heads of the e&amp;ncoder</source>
        <translation>Köpfe des &amp;Encoders</translation>
    </message>
    <message>
        <source>Heads of the &amp;decoder</source>
        <translation>&amp;Köpfe des Decoders</translation>
    </message>
    <message>
        <source>&amp;Predicts</source>
        <translation>Sagt &amp;vorher</translation>
    </message>
</context>
<context>
    <name>mae::ui::ModelMenu</name>
    <message>
        <source>M&amp;odel</source>
        <translation>M&amp;odell</translation>
    </message>
    <message>
        <source>Model in training</source>
        <translation>Modell im Training</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>Open Model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.pth *.pt *.bin)</source>
        <translation>Modelle (*.safetensors *.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Bundled Model</source>
        <translation>&amp;Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>Comes with the program; needs no file</source>
        <translation>Kommt mit dem Programm und braucht keine Datei</translation>
    </message>
    <message>
        <source>Model in &amp;Training</source>
        <translation>Modell im &amp;Training</translation>
    </message>
    <message>
        <source>See what the run has learned so far</source>
        <translation>Sehen, was der Lauf bisher gelernt hat</translation>
    </message>
    <message>
        <source>Available while a run trains or is paused</source>
        <translation>Verfügbar, solange ein Lauf trainiert oder pausiert</translation>
    </message>
    <message>
        <source>Clear Recent Models</source>
        <translation>Liste der Modelle leeren</translation>
    </message>
    <message>
        <source>&amp;Open Model…</source>
        <translation>Modell ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Look Inside…</source>
        <translation>&amp;Hineinsehen …</translation>
    </message>
    <message>
        <source>Show the tensors of the model in use and where it comes from</source>
        <translation>Die Tensoren des verwendeten Modells zeigen und woher es kommt</translation>
    </message>
    <message>
        <source>Open a Model to Compare With</source>
        <translation>Modell zum Vergleichen öffnen</translation>
    </message>
</context>
<context>
    <name>mae::ui::ModelsWorkspace</name>
    <message>
        <source>This program never uses the network. Save the checkpoint to a file, and drop or open that.</source>
        <translation>Dieses Programm benutzt nie das Netz. Speichern Sie den Checkpoint als Datei und öffnen Sie diese, oder ziehen Sie sie hierher.</translation>
    </message>
    <message>
        <source>Open Checkpoint</source>
        <translation>Checkpoint öffnen</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors *.pth *.pt *.bin *.ckpt)</source>
        <translation>Checkpoints (*.safetensors *.pth *.pt *.bin *.ckpt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open Folder with a Checkpoint</source>
        <translation>Ordner mit einem Checkpoint öffnen</translation>
    </message>
    <message>
        <source>Tensors (%1)</source>
        <translation>Tensoren (%1)</translation>
    </message>
    <message>
        <source>Arguments (%1)</source>
        <translation>Argumente (%1)</translation>
    </message>
    <message>
        <source>Statistics of %1 of %2 tensors</source>
        <translation>Statistik von %1 von %2 Tensoren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Open a checkpoint first.</source>
        <translation>Öffnen Sie zuerst einen Checkpoint.</translation>
    </message>
    <message>
        <source>Reconstruct pictures with this model</source>
        <translation>Bilder mit diesem Modell rekonstruieren</translation>
    </message>
    <message>
        <source>Write it in the format of another program</source>
        <translation>Im Format eines anderen Programms schreiben</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>Open &amp;Checkpoint…</source>
        <translation>&amp;Checkpoint öffnen …</translation>
    </message>
    <message>
        <source>Open Checkpoint &amp;Folder…</source>
        <translation>Checkpoint-&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Use in &amp;Explore</source>
        <translation>In &amp;Erkunden verwenden</translation>
    </message>
    <message>
        <source>Con&amp;vert…</source>
        <translation>&amp;Umwandeln …</translation>
    </message>
    <message>
        <source>Check the Fi&amp;le</source>
        <translation>Datei &amp;prüfen</translation>
    </message>
    <message>
        <source>Read everything and compare the checksums that the file carries</source>
        <translation>Alles lesen und die Prüfsummen vergleichen, die in der Datei stehen</translation>
    </message>
    <message>
        <source>Show in Fol&amp;der</source>
        <translation>Im Or&amp;dner zeigen</translation>
    </message>
    <message>
        <source>Copy &amp;Rows</source>
        <translation>&amp;Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Whole Table</source>
        <translation>&amp;Ganze Tabelle kopieren</translation>
    </message>
    <message>
        <source>The file stays where it is</source>
        <translation>Die Datei bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>Checking the file…</source>
        <translation>Datei wird geprüft …</translation>
    </message>
    <message>
        <source>Check of the file</source>
        <translation>Prüfung der Datei</translation>
    </message>
    <message>
        <source>Statistics of the tensors</source>
        <translation>Statistik der Tensoren</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Search tensors</source>
        <translation>Tensoren suchen</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Search arguments</source>
        <translation>Argumente suchen</translation>
    </message>
    <message>
        <source>Open Checkpoint…</source>
        <translation>Checkpoint öffnen …</translation>
    </message>
    <message>
        <source>Drop a model file or folder here to see what is inside. Nothing in it is executed.</source>
        <translation>Ziehen Sie eine Modelldatei oder einen Ordner hierher, um zu sehen, was darin ist. Nichts davon wird ausgeführt.</translation>
    </message>
    <message>
        <source>Open Another…</source>
        <translation>Andere Datei öffnen …</translation>
    </message>
    <message>
        <source>What is wrong with the file</source>
        <translation>Was mit der Datei nicht stimmt</translation>
    </message>
    <message>
        <source>What is in the file</source>
        <translation>Inhalt der Datei</translation>
    </message>
    <message>
        <source>Reading “%1”…</source>
        <translation>„%1“ wird gelesen …</translation>
    </message>
    <message>
        <source>Checking the file… %1 %</source>
        <translation>Datei wird geprüft … %1 %</translation>
    </message>
    <message>
        <source>The check was stopped before it had read everything.</source>
        <translation>Die Prüfung wurde angehalten, bevor alles gelesen war.</translation>
    </message>
    <message>
        <source>Reading the checkpoint</source>
        <translation>Lesen des Checkpoints</translation>
    </message>
    <message>
        <source>Comparing its checksum… %1 %</source>
        <translation>Prüfsumme wird verglichen … %1 %</translation>
    </message>
    <message>
        <source>The file carries no checksums: nothing could be compared.</source>
        <translation>Die Datei enthält keine Prüfsummen: Es gab nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>Every checksum is right; %1 % of the data have one.</source>
        <translation>Jede Prüfsumme stimmt; %1 % der Daten haben eine.</translation>
    </message>
    <message>
        <source>The file is whole: every checksum is right.</source>
        <translation>Die Datei ist heil: Jede Prüfsumme stimmt.</translation>
    </message>
    <message>
        <source>Find in &amp;Table</source>
        <translation>In &amp;Tabelle suchen</translation>
    </message>
    <message>
        <source>Re&amp;move from List</source>
        <translation>Aus der Liste &amp;nehmen</translation>
    </message>
</context>
<context>
    <name>mae::ui::NewRunPanel</name>
    <message>
        <source>Start Training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>The same run as a command</source>
        <translation>Derselbe Lauf als Befehl</translation>
    </message>
    <message>
        <source>Starts the same run without the window, e.g. on a server.</source>
        <translation>Startet denselben Lauf ohne das Fenster, z. B. auf einem Server.</translation>
    </message>
    <message>
        <source>Copy Command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>The pictures are being counted.</source>
        <translation>Die Bilder werden gerade gezählt.</translation>
    </message>
    <message>
        <source>Starts the run on this machine.</source>
        <translation>Startet den Lauf auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Save as Preset</source>
        <translation>Als Vorlage sichern</translation>
    </message>
    <message>
        <source>Train After the Present Run</source>
        <translation>Nach dem jetzigen Lauf trainieren</translation>
    </message>
</context>
<context>
    <name>mae::ui::NumbersView</name>
    <message>
        <source>on hidden patches</source>
        <translation>auf verdeckten Patches</translation>
    </message>
    <message>
        <source>PSNR, dB</source>
        <translation>PSNR, dB</translation>
    </message>
    <message>
        <source>Peak signal-to-noise ratio of the hidden pixels: higher is closer to the original</source>
        <translation>Spitzen-Signal-Rausch-Verhältnis der verdeckten Pixel: höher heißt näher am Original</translation>
    </message>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Structural similarity at the hidden pixels, 1 for equal pictures</source>
        <translation>Strukturelle Ähnlichkeit an den verdeckten Pixeln, 1 bei gleichen Bildern</translation>
    </message>
    <message>
        <source>This model</source>
        <translation>Dieses Modell</translation>
    </message>
    <message>
        <source>The reconstruction on the hidden patches</source>
        <translation>Die Rekonstruktion auf den verdeckten Patches</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Mittlere Farbe</translation>
    </message>
    <message>
        <source>Every hidden pixel is the mean colour of the visible ones</source>
        <translation>Jedes verdeckte Pixel bekommt die mittlere Farbe der sichtbaren</translation>
    </message>
    <message>
        <source>Mean squared error of the hidden patches, as the training measures it</source>
        <translation>Mittlerer quadratischer Fehler der verdeckten Patches, wie ihn das Training misst</translation>
    </message>
    <message>
        <source>Error of normalised pixels (the loss): %1</source>
        <translation>Fehler der normalisierten Pixel (der Loss): %1</translation>
    </message>
    <message>
        <source>Error as in the loss: %1</source>
        <translation>Fehler wie im Loss: %1</translation>
    </message>
    <message>
        <source>No patch is hidden, so there is nothing to guess.</source>
        <translation>Kein Patch ist verdeckt, es gibt also nichts zu raten.</translation>
    </message>
    <message>
        <source>Comparing with what no model at all reaches…</source>
        <translation>Vergleich mit dem, was ganz ohne Modell gelingt …</translation>
    </message>
    <message>
        <source>The model is %1 dB closer to the original than filling in without a model: it knows more than smoothing.</source>
        <translation>Das Modell ist %1 dB näher am Original als das Auffüllen ohne Modell: Es weiß mehr als bloßes Glätten.</translation>
    </message>
    <message>
        <source>Filling in without a model comes %1 dB closer here: the model knows little about this picture under this mask.</source>
        <translation>Auffüllen ohne Modell kommt hier %1 dB näher heran: Das Modell weiß wenig über dieses Bild unter dieser Maske.</translation>
    </message>
    <message>
        <source>The model is as good as filling in without a model on this mask.</source>
        <translation>Bei dieser Maske ist das Modell so gut wie das Auffüllen ohne Modell.</translation>
    </message>
    <message>
        <source>In-painting is left out: with so many pixels it would take too long.</source>
        <translation>Das Inpainting entfällt: Bei so vielen Pixeln würde es zu lange dauern.</translation>
    </message>
    <message>
        <source>In-painting, Telea</source>
        <translation>Inpainting, Telea</translation>
    </message>
    <message>
        <source>OpenCV&apos;s in-painting after Telea (2004) on the same mask</source>
        <translation>OpenCVs Inpainting nach Telea (2004) mit derselben Maske</translation>
    </message>
    <message>
        <source>In-painting, Navier–Stokes</source>
        <translation>Inpainting, Navier–Stokes</translation>
    </message>
    <message>
        <source>OpenCV&apos;s in-painting after Navier-Stokes on the same mask</source>
        <translation>OpenCVs Inpainting nach Navier-Stokes mit derselben Maske</translation>
    </message>
</context>
<context>
    <name>mae::ui::PaintActions</name>
    <message>
        <source>&amp;Move and Zoom</source>
        <translation>&amp;Verschieben und zoomen</translation>
    </message>
    <message>
        <source>The mouse moves and zooms the picture</source>
        <translation>Die Maus verschiebt und zoomt das Bild</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Paint over patches to hide them; the right button shows them</source>
        <translation>Über Patches malen, um sie zu verdecken; die rechte Taste zeigt sie</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Paint over hidden patches to show them</source>
        <translation>Über verdeckte Patches malen, um sie zu zeigen</translation>
    </message>
    <message>
        <source>Re&amp;ctangle</source>
        <translation>Re&amp;chteck</translation>
    </message>
    <message>
        <source>Drag a rectangle whose patches are hidden</source>
        <translation>Ein Rechteck aufziehen, dessen Patches verdeckt werden</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>L&amp;asso</translation>
    </message>
    <message>
        <source>Draw round the patches that are to be hidden</source>
        <translation>Die Patches umfahren, die verdeckt werden sollen</translation>
    </message>
    <message>
        <source>Single &amp;Patch</source>
        <translation>Einzelner Patc&amp;h</translation>
    </message>
    <message>
        <source>A click hides a patch, or shows it again</source>
        <translation>Ein Klick verdeckt einen Patch oder zeigt ihn wieder</translation>
    </message>
    <message>
        <source>M&amp;irrored</source>
        <translation>Ge&amp;spiegelt</translation>
    </message>
    <message>
        <source>Left and right are painted alike</source>
        <translation>Links und rechts werden gleich bemalt</translation>
    </message>
    <message>
        <source>&amp;Keep What I Paint</source>
        <translation>Ge&amp;maltes behalten</translation>
    </message>
    <message>
        <source>Hide everything, and show only what is painted from now on</source>
        <translation>Alles verdecken und nur zeigen, was von jetzt an gemalt wird</translation>
    </message>
    <message>
        <source>&amp;Smaller Brush</source>
        <translation>Klei&amp;nerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush smaller</source>
        <translation>Den Pinsel verkleinern</translation>
    </message>
    <message>
        <source>L&amp;arger Brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush larger</source>
        <translation>Den Pinsel vergrößern</translation>
    </message>
    <message>
        <source>In&amp;vert Mask</source>
        <translation>Maske &amp;umkehren</translation>
    </message>
    <message>
        <source>Visible patches become hidden, hidden ones visible</source>
        <translation>Sichtbare Patches werden verdeckt, verdeckte sichtbar</translation>
    </message>
    <message>
        <source>&amp;Hide All</source>
        <translation>Alle ver&amp;decken</translation>
    </message>
    <message>
        <source>Hide everything but one patch: the model has to see something</source>
        <translation>Alles bis auf einen Patch verdecken: Das Modell muss etwas sehen</translation>
    </message>
    <message>
        <source>Sho&amp;w All</source>
        <translation>Alle &amp;zeigen</translation>
    </message>
    <message>
        <source>Hide nothing, to paint on an empty mask</source>
        <translation>Nichts verdecken, um auf einer leeren Maske zu malen</translation>
    </message>
    <message>
        <source>Back to the S&amp;trategy</source>
        <translation>Zurück zur Stra&amp;tegie</translation>
    </message>
    <message>
        <source>Give up what was painted on this picture</source>
        <translation>Verwerfen, was auf diesem Bild gemalt wurde</translation>
    </message>
    <message>
        <source>Same Mask for All Pict&amp;ures</source>
        <translation>Gleiche Maske für alle &amp;Bilder</translation>
    </message>
    <message>
        <source>Copy this picture&apos;s mask to every picture of the gallery</source>
        <translation>Die Maske dieses Bildes auf jedes Bild der Galerie kopieren</translation>
    </message>
    <message>
        <source>Cop&amp;y Mask</source>
        <translation>Maske &amp;kopieren</translation>
    </message>
    <message>
        <source>Put the mask on the clipboard</source>
        <translation>Die Maske in die Zwischenablage legen</translation>
    </message>
    <message>
        <source>Paste Mas&amp;k</source>
        <translation>Maske &amp;einfügen</translation>
    </message>
    <message>
        <source>Use the mask on the clipboard for this picture</source>
        <translation>Die Maske aus der Zwischenablage für dieses Bild verwenden</translation>
    </message>
    <message>
        <source>L&amp;oad Mask…</source>
        <translation>Maske &amp;laden …</translation>
    </message>
    <message>
        <source>From a .json file, or a black-and-white picture: black is hidden</source>
        <translation>Aus einer .json-Datei oder einem Schwarz-Weiß-Bild: Schwarz ist verdeckt</translation>
    </message>
    <message>
        <source>Save Mask &amp;As…</source>
        <translation>Maske spe&amp;ichern unter …</translation>
    </message>
    <message>
        <source>As .json, or as a black-and-white PNG: black is hidden</source>
        <translation>Als .json oder als Schwarz-Weiß-PNG: Schwarz ist verdeckt</translation>
    </message>
</context>
<context>
    <name>mae::ui::PaintForm</name>
    <message>
        <source>Size of the brush</source>
        <translation>Größe des Pinsels</translation>
    </message>
    <message>
        <source>Diameter of brush and eraser in patches ([ and ], or the wheel)</source>
        <translation>Durchmesser von Pinsel und Radierer in Patches ([ und ], oder das Mausrad)</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
</context>
<context>
    <name>mae::ui::PathsEdit</name>
    <message>
        <source>Own pictures</source>
        <translation>Eigene Bilder</translation>
    </message>
    <message>
        <source>Folders of pictures, searched with all their subfolders.</source>
        <translation>Ordner mit Bildern, die mit allen Unterordnern durchsucht werden.</translation>
    </message>
    <message>
        <source>Folders of pictures</source>
        <translation>Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Drawn scenes</source>
        <translation>Gezeichnete Szenen</translation>
    </message>
    <message>
        <source>Scenes that the program draws, in labelled classes; needs no files.</source>
        <translation>Szenen, die das Programm zeichnet, in benannten Klassen; braucht keine Dateien.</translation>
    </message>
</context>
<context>
    <name>mae::ui::PictureCell</name>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
</context>
<context>
    <name>mae::ui::PictureOpener</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>“%1” is an address on the web, and this program never uses the network. Save the picture to a file and open that, or copy the picture itself and paste it.</source>
        <translation>„%1“ ist eine Adresse im Web, und dieses Programm benutzt nie das Netz. Speichern Sie das Bild in einer Datei und öffnen Sie diese, oder kopieren Sie das Bild selbst und fügen Sie es ein.</translation>
    </message>
    <message>
        <source>There is no picture here. Copy a picture, picture files or a path first.</source>
        <translation>Hier ist kein Bild. Kopieren Sie zuerst ein Bild, Bilddateien oder einen Pfad.</translation>
    </message>
    <message>
        <source>“%1” is not there. It may have been moved, renamed or deleted.</source>
        <translation>„%1“ ist nicht da. Vielleicht wurde es verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message>
        <source>“%1” is not a regular file.</source>
        <translation>„%1“ ist keine gewöhnliche Datei.</translation>
    </message>
    <message numerus="yes">
        <source>%1 %n more could not be opened.</source>
        <translation>
            <numerusform>%1 Eine weitere Datei ließ sich nicht öffnen.</numerusform>
            <numerusform>%1 %n weitere ließen sich nicht öffnen.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is neither a picture this program reads (JPEG, PNG, WebP, TIFF, BMP, PNM, GIF) nor a model (.safetensors, .pth) nor an experiment (.mae.json).</source>
        <translation>„%1“ ist weder ein Bild, das dieses Programm liest (JPEG, PNG, WebP, TIFF, BMP, PNM, GIF), noch ein Modell (.safetensors, .pth), noch ein Experiment (.mae.json).</translation>
    </message>
</context>
<context>
    <name>mae::ui::PictureReportView</name>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Classes of the pictures</source>
        <translation>Klassen der Bilder</translation>
    </message>
    <message>
        <source>Search classes</source>
        <translation>Klassen durchsuchen</translation>
    </message>
    <message>
        <source>Shorter side</source>
        <translation>Kürzere Seite</translation>
    </message>
    <message>
        <source>Normalise by</source>
        <translation>Normieren mit</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinstes</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größtes</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbare</translation>
    </message>
    <message>
        <source>Smallest and largest are width and height; the median is the shorter side&apos;s.</source>
        <translation>Kleinstes und größtes sind Breite und Höhe; der Median ist der der kürzeren Seite.</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
</context>
<context>
    <name>mae::ui::PictureRowView</name>
    <message>
        <source>This model is an encoder without a decoder: it can&apos;t reconstruct pictures.</source>
        <translation>Dieses Modell ist ein Encoder ohne Decoder: Er kann keine Bilder rekonstruieren.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>visible</source>
        <translation>sichtbar</translation>
    </message>
    <message>
        <source>Patch %1 · row %2, column %3</source>
        <translation>Patch %1 · Zeile %2, Spalte %3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>mae::ui::PicturesPanel</name>
    <message>
        <source>Stop Counting</source>
        <translation>Zählen anhalten</translation>
    </message>
    <message>
        <source>Check Pictures…</source>
        <translation>Bilder prüfen …</translation>
    </message>
    <message>
        <source>Reads all pictures: sizes, duplicates, unreadable files, mean and standard deviation; and shows what the model will see.</source>
        <translation>Liest alle Bilder: Größen, Doppelte, unlesbare Dateien, Mittel und Standardabweichung; und zeigt, was das Modell sehen wird.</translation>
    </message>
    <message>
        <source>Counting was stopped. Choose the pictures again to count them.</source>
        <translation>Das Zählen wurde angehalten. Wählen Sie die Bilder erneut, um sie zu zählen.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Add a folder of pictures, or drop one here.</source>
        <translation>Fügen Sie einen Ordner mit Bildern hinzu, oder ziehen Sie einen hierher.</translation>
    </message>
    <message>
        <source>Counting pictures…</source>
        <translation>Bilder werden gezählt …</translation>
    </message>
    <message>
        <source>Pictures found: %1</source>
        <translation>Gefundene Bilder: %1</translation>
    </message>
    <message>
        <source>classes: %1</source>
        <translation>Klassen: %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::PlanView</name>
    <message>
        <source>Measured on this machine by two seconds of training on random pictures. Reading files may take longer.</source>
        <translation>Auf diesem Rechner durch zwei Sekunden Training mit zufälligen Bildern gemessen. Dateien zu lesen kann länger dauern.</translation>
    </message>
    <message>
        <source>Estimated from the sizes of the model, its optimizer and a batch.</source>
        <translation>Geschätzt aus den Größen von Modell, Optimierer und Batch.</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>%1 × %2 an epoch</source>
        <translation>%1 × %2 pro Epoche</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Etwa %1</translation>
    </message>
    <message>
        <source>%1 an epoch</source>
        <translation>%1 pro Epoche</translation>
    </message>
    <message>
        <source>%1 pictures/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>Measuring how long it takes…</source>
        <translation>Es wird gemessen, wie lange es dauert …</translation>
    </message>
    <message>
        <source>About %1 of memory, %2 on the disk</source>
        <translation>Etwa %1 Speicher, %2 auf der Platte</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Mask ratio</source>
        <translation>Maskierungsanteil</translation>
    </message>
</context>
<context>
    <name>mae::ui::PresetPicker</name>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Preset: settings that work together. Each can be changed below.</source>
        <translation>Vorlage: Einstellungen, die zusammenpassen. Jede lässt sich unten ändern.</translation>
    </message>
    <message>
        <source>Keep or Forget Presets</source>
        <translation>Vorlagen sichern oder löschen</translation>
    </message>
    <message>
        <source>&amp;Save as Preset…</source>
        <translation>Als Vorlage &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Delete Preset…</source>
        <translation>Vorlage &amp;löschen …</translation>
    </message>
    <message>
        <source>Your own preset.</source>
        <translation>Eine eigene Vorlage.</translation>
    </message>
    <message>
        <source>Save as Preset</source>
        <translation>Als Vorlage sichern</translation>
    </message>
    <message>
        <source>Name of the preset:</source>
        <translation>Name der Vorlage:</translation>
    </message>
    <message>
        <source>Delete Preset</source>
        <translation>Vorlage löschen</translation>
    </message>
    <message>
        <source>Delete the preset “%1”? Runs that began with it are not touched.</source>
        <translation>Die Vorlage „%1“ löschen? Läufe, die damit begannen, bleiben unberührt.</translation>
    </message>
</context>
<context>
    <name>mae::ui::ProbeFilmDialog</name>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Film of the Reconstructions</source>
        <translation>Film der Rekonstruktionen</translation>
    </message>
    <message>
        <source>First step of the film</source>
        <translation>Erster Schritt des Films</translation>
    </message>
    <message>
        <source>Last step of the film</source>
        <translation>Letzter Schritt des Films</translation>
    </message>
    <message>
        <source> steps/s</source>
        <translation> Schritte/s</translation>
    </message>
    <message>
        <source>Speed of the film</source>
        <translation>Tempo des Films</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Sichern unter …</translation>
    </message>
    <message numerus="yes">
        <source>Steps %1 to %2: %n picture(s), %3 s</source>
        <translation>
            <numerusform>Schritte %1 bis %2: %n Bild, %3 s</numerusform>
            <numerusform>Schritte %1 bis %2: %n Bilder, %3 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::ProbePanel</name>
    <message>
        <source>Newest Reconstructions</source>
        <translation>Neueste Rekonstruktionen</translation>
    </message>
    <message>
        <source>Fixed pictures under fixed masks: what the model sees, what it makes of it, and what was there.</source>
        <translation>Feste Bilder unter festen Masken: was das Modell sieht, was es daraus macht und was da war.</translation>
    </message>
    <message>
        <source>Step of the reconstructions</source>
        <translation>Schritt der Rekonstruktionen</translation>
    </message>
    <message>
        <source>Goes back in time: reconstructions at earlier steps.</source>
        <translation>Geht in der Zeit zurück: Rekonstruktionen bei früheren Schritten.</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Reconstructions of fixed pictures appear here while it trains.</source>
        <translation>Während des Trainings erscheinen hier Rekonstruktionen fester Bilder.</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play the whole run</source>
        <translation>Den ganzen Lauf abspielen</translation>
    </message>
    <message>
        <source>This run at</source>
        <translation>Dieser Lauf bei</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>maskiert</translation>
    </message>
    <message>
        <source>reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>left | right</source>
        <translation>links | rechts</translation>
    </message>
    <message>
        <source>Swipe Between Two Steps or Runs</source>
        <translation>Vorhang zwischen zwei Schritten oder Läufen</translation>
    </message>
    <message>
        <source>Export as a Film…</source>
        <translation>Als Film exportieren …</translation>
    </message>
    <message>
        <source>Step at the left of the curtain</source>
        <translation>Schritt links vom Vorhang</translation>
    </message>
    <message>
        <source>The step whose reconstructions are left of the curtain.</source>
        <translation>Der Schritt, dessen Rekonstruktionen links vom Vorhang stehen.</translation>
    </message>
    <message>
        <source>What is left of the curtain</source>
        <translation>Was links vom Vorhang steht</translation>
    </message>
    <message>
        <source>Two reconstructions and a curtain</source>
        <translation>Zwei Rekonstruktionen und ein Vorhang</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
</context>
<context>
    <name>mae::ui::ProbeStrip</name>
    <message>
        <source>Reconstructions of the probe pictures</source>
        <translation>Rekonstruktionen der Probebilder</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s), masked, reconstructed and original; mean PSNR %1 dB</source>
        <translation>
            <numerusform>%n Bild, maskiert, rekonstruiert und original; mittleres PSNR %1 dB</numerusform>
            <numerusform>%n Bilder, maskiert, rekonstruiert und original; mittleres PSNR %1 dB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::ProblemList</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>Keine Probleme gefunden.</translation>
    </message>
</context>
<context>
    <name>mae::ui::Rail</name>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::RatioControl</name>
    <message>
        <source>Mask ratio: the share of patches the encoder does not see</source>
        <translation>Maskierungsanteil: der Anteil der Patches, die der Encoder nicht sieht</translation>
    </message>
    <message>
        <source>Mask ratio, slider</source>
        <translation>Maskierungsanteil, Schieberegler</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Mask ratio in percent</source>
        <translation>Maskierungsanteil in Prozent</translation>
    </message>
</context>
<context>
    <name>mae::ui::RatioCurvePanel</name>
    <message>
        <source>Table of values (*.csv)</source>
        <translation>Wertetabelle (*.csv)</translation>
    </message>
    <message>
        <source>Quantity of the curves</source>
        <translation>Messgröße der Kurven</translation>
    </message>
    <message>
        <source>What is drawn against the mask ratio: PSNR and SSIM of the hidden pixels, or the error that the training makes small</source>
        <translation>Was über dem Maskierungsanteil gezeichnet wird: PSNR und SSIM der verdeckten Pixel oder der Fehler, den das Training klein macht</translation>
    </message>
    <message>
        <source>Export Curves…</source>
        <translation>Kurven exportieren …</translation>
    </message>
    <message>
        <source>Open a picture to see how well the model does at every mask ratio.</source>
        <translation>Öffnen Sie ein Bild, um zu sehen, wie gut das Modell bei jedem Maskierungsanteil ist.</translation>
    </message>
    <message>
        <source>%1 of %2 ratios are measured.</source>
        <translation>%1 von %2 Anteilen sind gemessen.</translation>
    </message>
    <message>
        <source>Of masks by the chosen strategy: a painted mask has one ratio only.</source>
        <translation>Von Masken nach der gewählten Strategie: Eine gemalte Maske hat nur einen Anteil.</translation>
    </message>
    <message>
        <source>Click a ratio to adopt it.</source>
        <translation>Klicken Sie auf einen Anteil, um ihn zu übernehmen.</translation>
    </message>
    <message>
        <source>Export Curves</source>
        <translation>Kurven exportieren</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF-Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
</context>
<context>
    <name>mae::ui::RatioPlot</name>
    <message>
        <source>Quality against the mask ratio</source>
        <translation>Qualität über dem Maskierungsanteil</translation>
    </message>
    <message>
        <source>Nothing is measured yet.</source>
        <translation>Noch ist nichts gemessen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 at a mask ratio of %2 %: %3.</source>
        <translation>%1 bei einem Maskierungsanteil von %2 %: %3.</translation>
    </message>
    <message>
        <source>Out of date.</source>
        <translation>Veraltet.</translation>
    </message>
</context>
<context>
    <name>mae::ui::RatioStripView</name>
    <message>
        <source>Ratio strip</source>
        <translation>Anteilsstreifen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Click to hide %1 of the patches</source>
        <translation>Klicken, um %1 der Patches zu verdecken</translation>
    </message>
</context>
<context>
    <name>mae::ui::ReportSentence</name>
    <message>
        <source>its relative positions</source>
        <translation>ihren relativen Positionen</translation>
    </message>
    <message>
        <source>its settings</source>
        <translation>ihren Einstellungen</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>ihrem Namen</translation>
    </message>
    <message>
        <source>the published models of this width</source>
        <translation>den veröffentlichten Modellen dieser Breite</translation>
    </message>
    <message>
        <source>the patterns in its last layer</source>
        <translation>den Mustern der letzten Schicht</translation>
    </message>
    <message>
        <source>No model that this program knows: none of the tensors has a known name.</source>
        <translation>Kein Modell, das dieses Programm kennt: Kein Tensor hat einen bekannten Namen.</translation>
    </message>
    <message>
        <source>The decoder of a masked autoencoder without its encoder.</source>
        <translation>Der Decoder eines maskierten Autoencoders ohne seinen Encoder.</translation>
    </message>
    <message>
        <source>CC-BY-NC 4.0 (not for commercial use), if these are the weights published by the authors of the paper</source>
        <translation>CC-BY-NC 4.0 (nicht für kommerzielle Zwecke), falls dies die von den Autoren des Artikels veröffentlichten Gewichte sind</translation>
    </message>
    <message>
        <source>None of its tensors has a name that is known.</source>
        <translation>Kein Tensor hat einen bekannten Namen.</translation>
    </message>
    <message>
        <source>If it is a vision transformer of another program, save its weights under timm&apos;s names.</source>
        <translation>Ist es ein Vision Transformer eines anderen Programms, speichern Sie seine Gewichte unter den Namen von timm.</translation>
    </message>
    <message>
        <source>It can&apos;t be opened: %1.</source>
        <translation>Lässt sich nicht öffnen: %1.</translation>
    </message>
    <message>
        <source>Look for the file with the encoder.</source>
        <translation>Suchen Sie die Datei mit dem Encoder.</translation>
    </message>
    <message>
        <source>It is not whole: it lacks %1.</source>
        <translation>Nicht vollständig: Es fehlt %1.</translation>
    </message>
    <message>
        <source>Look for the rest of it, or save it again where it was made.</source>
        <translation>Suchen Sie den Rest, oder speichern Sie es dort, wo es entstanden ist, noch einmal.</translation>
    </message>
    <message>
        <source>It does not fit together: %1, and %2 more.</source>
        <translation>Es passt nicht zusammen: %1 und %2 weitere.</translation>
    </message>
    <message>
        <source>It does not fit together: %1.</source>
        <translation>Es passt nicht zusammen: %1.</translation>
    </message>
    <message>
        <source>It computes something that this program does not know: %1.</source>
        <translation>Es rechnet etwas, das dieses Programm nicht kennt: %1.</translation>
    </message>
    <message>
        <source>Use it in the program that it comes from.</source>
        <translation>Verwenden Sie es in dem Programm, aus dem es kommt.</translation>
    </message>
    <message>
        <source>It has no decoder, so it can&apos;t reconstruct pictures.</source>
        <translation>Ohne Decoder kann es keine Bilder rekonstruieren.</translation>
    </message>
    <message>
        <source>Its features and its attention can be looked at. For reconstructions use a file with both (published ones are called mae_visualize_… or …_full).</source>
        <translation>Seine Merkmale und seine Attention lassen sich ansehen. Für Rekonstruktionen verwenden Sie eine Datei mit beidem (veröffentlichte heißen mae_visualize_… oder …_full).</translation>
    </message>
    <message>
        <source>It does not say how many attention heads it has.</source>
        <translation>Die Datei sagt nicht, wie viele Attention-Köpfe das Modell hat.</translation>
    </message>
    <message>
        <source>Give the number when you open it; it can&apos;t be seen in the tensors.</source>
        <translation>Geben Sie die Zahl beim Öffnen an; an den Tensoren ist sie nicht zu sehen.</translation>
    </message>
    <message>
        <source>It does not say whether it predicts pixels or normalised pixels.</source>
        <translation>Die Datei sagt nicht, ob das Modell Pixel oder normalisierte Pixel vorhersagt.</translation>
    </message>
    <message>
        <source>It is taken for one of pixels. If its reconstructions look like grey reliefs, switch the target.</source>
        <translation>Es werden Pixel angenommen. Sehen die Rekonstruktionen wie graue Reliefs aus, schalten Sie das Ziel um.</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos;.</source>
        <translation>Es gibt kein Modell „%1“.</translation>
    </message>
    <message>
        <source>A masked autoencoder</source>
        <translation>Ein maskierter Autoencoder</translation>
    </message>
    <message>
        <source>An image classifier</source>
        <translation>Ein Bildklassifikator</translation>
    </message>
    <message>
        <source>An encoder without a decoder</source>
        <translation>Ein Encoder ohne Decoder</translation>
    </message>
    <message>
        <source>%1: a vision transformer %2 × %3, patches of %4 px, pictures of %5 px</source>
        <translation>%1: ein Vision Transformer %2 × %3, Patches von %4 px, Bilder von %5 px</translation>
    </message>
    <message>
        <source> with %1 channels</source>
        <translation> mit %1 Kanälen</translation>
    </message>
    <message>
        <source> in grey</source>
        <translation> in Grau</translation>
    </message>
    <message>
        <source>; decoder %1 × %2</source>
        <translation>; Decoder %1 × %2</translation>
    </message>
    <message>
        <source> With the state of its training.</source>
        <translation> Mit dem Stand seines Trainings.</translation>
    </message>
    <message>
        <source>An older checkpoint is shown instead.</source>
        <translation>Stattdessen wird ein älterer Checkpoint gezeigt.</translation>
    </message>
</context>
<context>
    <name>mae::ui::ReportText</name>
    <message>
        <source>%1 million</source>
        <translation>%1 Millionen</translation>
    </message>
    <message>
        <source>%1 (from %2)</source>
        <translation>%1 (aus %2)</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Encoder %1 × %2</source>
        <translation>Encoder %1 × %2</translation>
    </message>
    <message>
        <source>, decoder %1 × %2</source>
        <translation>, Decoder %1 × %2</translation>
    </message>
    <message>
        <source>; %1 parameters</source>
        <translation>; %1 Parameter</translation>
    </message>
    <message>
        <source>%1 px, patches of %2 px</source>
        <translation>%1 px, Patches von %2 px</translation>
    </message>
    <message>
        <source>, grey</source>
        <translation>, grau</translation>
    </message>
    <message numerus="yes">
        <source>, %n channels</source>
        <translation>
            <numerusform>, %n Kanal</numerusform>
            <numerusform>, %n Kanäle</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in the encoder, %2 in the decoder</source>
        <translation>%1 im Encoder, %2 im Decoder</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>normalised pixels</source>
        <translation>normalisierte Pixel</translation>
    </message>
    <message>
        <source>PyTorch (zip)</source>
        <translation>PyTorch (zip)</translation>
    </message>
    <message>
        <source>PyTorch (legacy)</source>
        <translation>PyTorch (alt)</translation>
    </message>
    <message>
        <source>%1, inside the program</source>
        <translation>%1, im Programm enthalten</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>Klassifikator</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Other tensors</source>
        <translation>Andere Tensoren</translation>
    </message>
    <message>
        <source>%1: none</source>
        <translation>%1: keiner</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln tensors, %2 values</source>
        <translation>
            <numerusform>%1: %Ln Tensor, %2 Werte</numerusform>
            <numerusform>%1: %Ln Tensoren, %2 Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>, below “%1”</source>
        <translation>, unter „%1“</translation>
    </message>
    <message>
        <source>the file does not say</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Width × depth of the transformers, and how many values they have learned</source>
        <translation>Breite × Tiefe der Transformer und wie viele Werte sie gelernt haben</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Side of the pictures and of the patches that they are cut into</source>
        <translation>Seite der Bilder und der Patches, in die sie zerlegt werden</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>How many times attention looks side by side; shapes do not tell</source>
        <translation>Wie viele Attention-Köpfe nebeneinander arbeiten; die Formen sagen es nicht</translation>
    </message>
    <message>
        <source>Predicts</source>
        <translation>Sagt vorher</translation>
    </message>
    <message>
        <source>Normalised pixels lack the mean and the contrast of each patch</source>
        <translation>Normalisierten Pixeln fehlen Mittelwert und Kontrast jedes Patches</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>What is inside, and what stands before the names of its tensors</source>
        <translation>Was darin ist und was vor den Namen der Tensoren steht</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Whose names the tensors have</source>
        <translation>Wessen Namen die Tensoren tragen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Where the tensors lie, and in which format</source>
        <translation>Wo die Tensoren liegen und in welchem Format</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <source>The pictures that it has learned from</source>
        <translation>Die Bilder, aus denen es gelernt hat</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>What the weights may be used for</source>
        <translation>Wofür die Gewichte verwendet werden dürfen</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>Skalar</translation>
    </message>
    <message>
        <source>as in the published code</source>
        <translation>wie im veröffentlichten Code</translation>
    </message>
</context>
<context>
    <name>mae::ui::RunCatalogue</name>
    <message>
        <source>“%1” could not be moved to the trash. Delete the folder in your file manager instead.</source>
        <translation>„%1“ ließ sich nicht in den Papierkorb verschieben. Löschen Sie den Ordner stattdessen in Ihrer Dateiverwaltung.</translation>
    </message>
    <message>
        <source>“%1” could not be taken back. Restore it from the trash of your desktop.</source>
        <translation>„%1“ ließ sich nicht zurückholen. Stellen Sie den Ordner aus dem Papierkorb Ihres Desktops wieder her.</translation>
    </message>
    <message>
        <source>“%1” is being trained and was not moved to the trash. Stop it first where it runs.</source>
        <translation>„%1“ wird gerade trainiert und kam nicht in den Papierkorb. Halten Sie ihn zuerst dort an, wo er läuft.</translation>
    </message>
</context>
<context>
    <name>mae::ui::RunHeader</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Step: one change of the weights, by one batch.</source>
        <translation>Schritt: eine Änderung der Gewichte durch einen Batch.</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Epoch: one pass over all pictures.</source>
        <translation>Epoche: ein Durchgang durch alle Bilder.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Loss: mean squared error on hidden patches, smoothed.</source>
        <translation>Loss: mittlerer quadratischer Fehler auf verdeckten Patches, geglättet.</translation>
    </message>
    <message>
        <source>pictures/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Pictures trained on per second.</source>
        <translation>Bilder je Sekunde, mit denen trainiert wird.</translation>
    </message>
    <message>
        <source>left</source>
        <translation>übrig</translation>
    </message>
    <message>
        <source>Time until the last step at this speed.</source>
        <translation>Zeit bis zum letzten Schritt bei dieser Geschwindigkeit.</translation>
    </message>
    <message>
        <source>preparing: listing pictures, building the model</source>
        <translation>Vorbereitung: Bilder werden aufgelistet, das Modell wird gebaut</translation>
    </message>
</context>
<context>
    <name>mae::ui::RunHistory</name>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Search all runs</source>
        <translation>Alle Läufe durchsuchen</translation>
    </message>
    <message>
        <source>Back to the Run (Escape)</source>
        <translation>Zurück zum Lauf (Escape)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Which columns the table has; drag their titles to move them.</source>
        <translation>Welche Spalten die Tabelle hat; ziehen Sie an den Titeln, um sie zu verschieben.</translation>
    </message>
    <message>
        <source>All Runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Move to Trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Compare or Not</source>
        <translation>Vergleichen oder nicht</translation>
    </message>
    <message>
        <source>Edit Tags</source>
        <translation>Schlagwörter bearbeiten</translation>
    </message>
    <message>
        <source>Open Run</source>
        <translation>Lauf öffnen</translation>
    </message>
    <message>
        <source>Back to the Run</source>
        <translation>Zurück zum Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of at most %2 compared</source>
        <translation>%1 von höchstens %2 verglichen</translation>
    </message>
</context>
<context>
    <name>mae::ui::RunList</name>
    <message>
        <source>New Run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Refresh Runs</source>
        <translation>Läufe neu einlesen</translation>
    </message>
    <message>
        <source>Choose pictures and settings for another run.</source>
        <translation>Bilder und Einstellungen für einen weiteren Lauf wählen.</translation>
    </message>
    <message>
        <source>No runs yet. Finished and stopped runs are kept here.</source>
        <translation>Noch keine Läufe. Beendete und angehaltene Läufe bleiben hier erhalten.</translation>
    </message>
    <message>
        <source>Add a Run From Elsewhere…</source>
        <translation>Lauf von anderswo hinzufügen …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>Läufe suchen</translation>
    </message>
    <message>
        <source>Runs whose name, state, tags and notes have all these words.</source>
        <translation>Läufe, deren Name, Zustand, Schlagwörter und Notizen alle diese Wörter enthalten.</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Order of the runs</source>
        <translation>Reihenfolge der Läufe</translation>
    </message>
    <message>
        <source>What the runs are sorted by.</source>
        <translation>Wonach die Läufe sortiert sind.</translation>
    </message>
    <message>
        <source>No run has these words.</source>
        <translation>Kein Lauf enthält diese Wörter.</translation>
    </message>
</context>
<context>
    <name>mae::ui::RunPanel</name>
    <message>
        <source>They have the same settings.</source>
        <translation>Sie haben die gleichen Einstellungen.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags of the run</source>
        <translation>Schlagwörter des Laufs</translation>
    </message>
    <message>
        <source>Words by which the run is found in the list. They are kept in its folder, in notes.json.</source>
        <translation>Wörter, mit denen der Lauf in der Liste zu finden ist. Sie stehen in seinem Ordner, in notes.json.</translation>
    </message>
    <message>
        <source>Notes about this run</source>
        <translation>Notizen zu diesem Lauf</translation>
    </message>
    <message>
        <source>Notes about the run</source>
        <translation>Notizen zum Lauf</translation>
    </message>
    <message>
        <source>Kept in the folder of the run, in notes.json.</source>
        <translation>Stehen im Ordner des Laufs, in notes.json.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
</context>
<context>
    <name>mae::ui::RunTableModel</name>
    <message>
        <source>loss %1</source>
        <translation>Loss %1</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>scenes</source>
        <translation>Szenen</translation>
    </message>
    <message>
        <source>%1 px / %2, %3 × %4</source>
        <translation>%1 px / %2, %3 × %4</translation>
    </message>
    <message>
        <source>held back, turn %1</source>
        <translation>zurückgehalten, Platz %1</translation>
    </message>
    <message>
        <source>waiting, turn %1</source>
        <translation>wartet, Platz %1</translation>
    </message>
    <message>
        <source>starts when those before it have ended</source>
        <translation>beginnt, wenn die vor ihm beendet sind</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Best loss</source>
        <translation>Bester Loss</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>kNN accuracy</source>
        <translation>kNN-Treffer</translation>
    </message>
</context>
<context>
    <name>mae::ui::RunWatch</name>
    <message>
        <source>“%1” is paused</source>
        <translation>„%1“ pausiert</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be saved</source>
        <translation>„%1“ kann nicht gesichert werden</translation>
    </message>
    <message>
        <source>“%1” has finished</source>
        <translation>„%1“ ist fertig</translation>
    </message>
    <message>
        <source>“%1” has failed at step %2</source>
        <translation>„%1“ ist bei Schritt %2 gescheitert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps, %1. Loss %2.</source>
        <translation>
            <numerusform>%Ln Schritt, %1. Loss %2.</numerusform>
            <numerusform>%Ln Schritte, %1. Loss %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps.</source>
        <translation>
            <numerusform>%Ln Schritt.</numerusform>
            <numerusform>%Ln Schritte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::SampleView</name>
    <message>
        <source>Other Samples</source>
        <translation>Andere Beispiele</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern …</translation>
    </message>
    <message>
        <source>The next samples of the run, with their own crops and masks.</source>
        <translation>Die nächsten Beispiele des Laufs, mit eigenen Ausschnitten und Masken.</translation>
    </message>
    <message>
        <source>Writes the samples as one picture.</source>
        <translation>Schreibt die Beispiele als ein Bild.</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>Beispiele des Trainings</translation>
    </message>
</context>
<context>
    <name>mae::ui::SearchTable</name>
    <message>
        <source>Copy Rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy Name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy Whole Table</source>
        <translation>Ganze Tabelle kopieren</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>mae::ui::Section</name>
    <message>
        <source>Section %1</source>
        <translation>Abschnitt %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::SettingsTable</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>mae::ui::SheetView</name>
    <message>
        <source>Sheet of pictures</source>
        <translation>Bilderbogen</translation>
    </message>
    <message>
        <source>“%1” has no decoder: it can&apos;t reconstruct a picture.</source>
        <translation>„%1“ hat keinen Decoder: Er kann kein Bild rekonstruieren.</translation>
    </message>
    <message>
        <source>Add pictures to the gallery to see them together here.</source>
        <translation>Fügen Sie der Galerie Bilder hinzu, um sie hier zusammen zu sehen.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures on the sheet</source>
        <translation>Bilder auf dem Bogen</translation>
    </message>
    <message>
        <source>How many pictures of the gallery are shown, at most %1</source>
        <translation>Wie viele Bilder der Galerie gezeigt werden, höchstens %1</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Je Zeile</translation>
    </message>
    <message>
        <source>Triptychs across</source>
        <translation>Triptychen je Zeile</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>How many triptychs lie beside each other</source>
        <translation>Wie viele Triptychen nebeneinander liegen</translation>
    </message>
    <message>
        <source>%1: masked, reconstruction, original. Click to look at it alone.</source>
        <translation>%1: maskiert, Rekonstruktion, Original. Klicken, um es allein zu betrachten.</translation>
    </message>
    <message>
        <source>The first %1 of %2 in the gallery</source>
        <translation>Die ersten %1 von %2 in der Galerie</translation>
    </message>
    <message>
        <source>The whole gallery</source>
        <translation>Die ganze Galerie</translation>
    </message>
</context>
<context>
    <name>mae::ui::ShortcutsDialog</name>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>mae::ui::SizeBars</name>
    <message>
        <source>Sizes of the pictures</source>
        <translation>Größen der Bilder</translation>
    </message>
    <message>
        <source>%1 – %2 px</source>
        <translation>%1 – %2 px</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln pictures</source>
        <translation>
            <numerusform>%1: %Ln Bild</numerusform>
            <numerusform>%1: %Ln Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::SteerPanel</name>
    <message>
        <source>Change While It Trains</source>
        <translation>Während des Trainings ändern</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>The highest one of the schedule; the rest follows.</source>
        <translation>Die höchste des Verlaufs; der Rest folgt ihr.</translation>
    </message>
    <message>
        <source>Mask ratio</source>
        <translation>Maskierungsanteil</translation>
    </message>
    <message>
        <source>Share of patches that are hidden.</source>
        <translation>Anteil der verdeckten Patches.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Length of the run. The learning rate is planned anew up to the new end.</source>
        <translation>Länge des Laufs. Die Lernrate wird bis zum neuen Ende neu geplant.</translation>
    </message>
    <message>
        <source>Preview every</source>
        <translation>Vorschau alle</translation>
    </message>
    <message>
        <source>Steps between reconstructions of the probe pictures.</source>
        <translation>Schritte zwischen Rekonstruktionen der Probebilder.</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Which patches are hidden, from the next step on.</source>
        <translation>Welche Patches vom nächsten Schritt an verdeckt werden.</translation>
    </message>
</context>
<context>
    <name>mae::ui::StepWords</name>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Patch %1: these numbers and %2 more</source>
        <translation>Patch %1: diese Zahlen und %2 weitere</translation>
    </message>
    <message>
        <source>Patch %1: all its numbers</source>
        <translation>Patch %1: alle seine Zahlen</translation>
    </message>
    <message>
        <source>smallest %1, mean %2, largest %3</source>
        <translation>kleinste %1, Mittel %2, größte %3</translation>
    </message>
    <message>
        <source>%1 blocks</source>
        <translation>%1 Blöcke</translation>
    </message>
    <message>
        <source>decoder input</source>
        <translation>Decoder-Eingabe</translation>
    </message>
    <message>
        <source>with their positions added</source>
        <translation>mit addierten Positionen</translation>
    </message>
    <message>
        <source>decoder output</source>
        <translation>Decoder-Ausgabe</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>mean length %1</source>
        <translation>mittlere Länge %1</translation>
    </message>
    <message>
        <source>kept: %1</source>
        <translation>behalten: %1</translation>
    </message>
    <message>
        <source>hidden: %1</source>
        <translation>verdeckt: %1</translation>
    </message>
    <message>
        <source>kept patches</source>
        <translation>behaltene Patches</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>encoder output</source>
        <translation>Encoder-Ausgabe</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>%1 × %2 patches of %3 × %3 pixels</source>
        <translation>%1 × %2 Patches von %3 × %3 Pixeln</translation>
    </message>
    <message>
        <source>lowest first</source>
        <translation>niedrigste zuerst</translation>
    </message>
    <message>
        <source>visible first</source>
        <translation>sichtbare zuerst</translation>
    </message>
    <message>
        <source>highest last</source>
        <translation>höchste zuletzt</translation>
    </message>
    <message>
        <source>then hidden</source>
        <translation>dann verdeckte</translation>
    </message>
    <message>
        <source>the mask token</source>
        <translation>das Maskentoken</translation>
    </message>
    <message>
        <source>encoder output: %1</source>
        <translation>Encoder-Ausgabe: %1</translation>
    </message>
    <message>
        <source>mask tokens: %1</source>
        <translation>Maskentokens: %1</translation>
    </message>
    <message>
        <source>%1 of %2 numbers</source>
        <translation>%1 von %2 Zahlen</translation>
    </message>
    <message>
        <source>This mask was painted by hand, so nothing is drawn: the hatched patches are hidden. The model gets the same as from a random mask, a list of patches.</source>
        <translation>Diese Maske wurde von Hand gemalt, es wird also nichts gezogen: Die schraffierten Patches sind verdeckt. Das Modell bekommt dasselbe wie bei einer zufälligen Maske, eine Liste von Patches.</translation>
    </message>
    <message>
        <source>The chosen strategy gives each of the %1 patches a number. The lowest will stay visible; with the strategy of the paper the numbers are pure noise.</source>
        <translation>Die gewählte Strategie gibt jedem der %1 Patches eine Zahl. Die niedrigsten bleiben sichtbar; bei der Strategie des Artikels sind die Zahlen reines Rauschen.</translation>
    </message>
    <message>
        <source>Each of the %1 patches draws a random number between 0 and 1. What the picture shows has no influence on it.</source>
        <translation>Jeder der %1 Patches zieht eine Zufallszahl zwischen 0 und 1. Was das Bild zeigt, hat darauf keinen Einfluss.</translation>
    </message>
    <message>
        <source>Nothing is sorted by noise: the painted mask puts the visible patches first and the hidden ones after them. Both keep the order of the picture.</source>
        <translation>Hier wird nichts nach Rauschen sortiert: Die gemalte Maske stellt die sichtbaren Patches nach vorn und die verdeckten dahinter. Beide behalten die Reihenfolge des Bildes.</translation>
    </message>
    <message>
        <source>The patches line up by their numbers, lowest first. Sorting noise is a fair shuffle: every choice of patches is equally likely.</source>
        <translation>Die Patches stellen sich nach ihren Zahlen auf, die niedrigste zuerst. Rauschen zu sortieren ist faires Mischen: Jede Auswahl von Patches ist gleich wahrscheinlich.</translation>
    </message>
    <message>
        <source>The patches line up by their numbers, lowest first. Where each one came from is remembered, so that the sort can be undone.</source>
        <translation>Die Patches stellen sich nach ihren Zahlen auf, die niedrigste zuerst. Woher jeder kam, wird gemerkt, damit sich die Sortierung rückgängig machen lässt.</translation>
    </message>
    <message>
        <source>All %1 patches stay, because the mask hides none. The model has nothing to fill in.</source>
        <translation>Alle %1 Patches bleiben, weil die Maske keinen verdeckt. Das Modell hat nichts aufzufüllen.</translation>
    </message>
    <message>
        <source>The first %1 of %2 patches stay, the other %3 (%4 %) are taken away. What is left is too little to copy from: the model has to understand the picture.</source>
        <translation>Die ersten %1 von %2 Patches bleiben, die anderen %3 (%4 %) werden weggenommen. Was übrig ist, reicht zum Abschreiben nicht: Das Modell muss das Bild verstehen.</translation>
    </message>
    <message>
        <source>A linear layer brings the tokens to the decoder&apos;s width, %1. No patch is hidden, so no mask token is needed.</source>
        <translation>Eine lineare Schicht bringt die Tokens auf die Breite des Decoders, %1. Kein Patch ist verdeckt, also wird kein Maskentoken gebraucht.</translation>
    </message>
    <message>
        <source>A linear layer brings the tokens to the decoder&apos;s width, %1; then one learned vector, the mask token, stands in for each of the %2 hidden patches. It says only that something is missing.</source>
        <translation>Eine lineare Schicht bringt die Tokens auf die Breite des Decoders, %1; dann vertritt ein gelernter Vektor, das Mask-Token, jeden der %2 verdeckten Patches. Er sagt nur, dass etwas fehlt.</translation>
    </message>
    <message>
        <source>This model predicts pixels normalised within each patch; mean and contrast come from visible neighbours.</source>
        <translation>Dieses Modell sagt je Patch normalisierte Pixel voraus; Mittelwert und Kontrast kommen aus sichtbaren Nachbarn.</translation>
    </message>
    <message>
        <source>This model predicts pixels normalised within each patch; mean and contrast are the true ones, which it never saw.</source>
        <translation>Dieses Modell sagt je Patch normalisierte Pixel voraus; Mittelwert und Kontrast sind die wahren, die es nie gesehen hat.</translation>
    </message>
    <message>
        <source>This model predicts pixels normalised within each patch, shown as they are.</source>
        <translation>Dieses Modell sagt je Patch normalisierte Pixel voraus, gezeigt, wie sie sind.</translation>
    </message>
    <message>
        <source>A linear layer turns every token into the %1 numbers of its patch; visible patches are put back from the original.</source>
        <translation>Eine lineare Schicht macht aus jedem Token die %1 Zahlen seines Patches; sichtbare Patches kommen aus dem Original zurück.</translation>
    </message>
    <message>
        <source>A linear layer turns every token into the %1 numbers of its patch.</source>
        <translation>Eine lineare Schicht macht aus jedem Token die %1 Zahlen seines Patches.</translation>
    </message>
    <message>
        <source>The loss counts hidden patches only (%1 here): nothing teaches the model to repeat visible ones.</source>
        <translation>Der Verlust zählt nur verdeckte Patches (hier %1): Nichts lehrt das Modell, sichtbare zu wiederholen.</translation>
    </message>
    <message>
        <source>The loss counts hidden patches only, and here there are none.</source>
        <translation>Der Verlust zählt nur verdeckte Patches, und hier gibt es keine.</translation>
    </message>
    <message>
        <source>The picture is cut into %1 patches of %2 × %2 pixels. A transformer reads a list: each patch becomes one entry of it.</source>
        <translation>Das Bild wird in %1 Patches von %2 × %2 Pixeln zerlegt. Ein Transformer liest eine Liste: Jeder Patch wird ein Eintrag darin.</translation>
    </message>
    <message>
        <source>To the model a patch is a list of %1 numbers: the levels of its pixels, shifted and scaled to lie around 0. Blue is below 0, orange above.</source>
        <translation>Für das Modell ist ein Patch eine Liste von %1 Zahlen: die Stufen seiner Pixel, so verschoben und skaliert, dass sie um 0 liegen. Blau liegt unter 0, Orange darüber.</translation>
    </message>
    <message>
        <source>Each kept patch becomes a token of %1 numbers with its position added; in %2 blocks all tokens look at each other. The encoder never sees a hidden patch, not even a placeholder for it.</source>
        <translation>Jeder behaltene Patch wird ein Token aus %1 Zahlen, zu dem seine Position kommt; in %2 Blöcken sehen alle Tokens einander an. Der Encoder sieht nie einen verdeckten Patch, nicht einmal einen Platzhalter.</translation>
    </message>
    <message>
        <source>The sort is undone: every token goes back to the place of its patch. Then positions are added, because without them all mask tokens would be alike.</source>
        <translation>Die Sortierung wird rückgängig gemacht: Jedes Token kehrt an den Ort seines Patches zurück. Dann werden Positionen addiert, denn ohne sie wären alle Maskentokens gleich.</translation>
    </message>
    <message>
        <source>In %1 smaller blocks all %2 tokens look at each other, and mask tokens gather what the visible ones know. After training the decoder can be thrown away; the encoder is what was to be learned.</source>
        <translation>In %1 kleineren Blöcken sehen alle %2 Tokens aufeinander, und Maskentokens sammeln, was die sichtbaren wissen. Nach dem Training kann der Decoder weg; gelernt werden sollte der Encoder.</translation>
    </message>
    <message>
        <source>Cut into patches</source>
        <translation>In Patches zerlegen</translation>
    </message>
    <message>
        <source>Patches are numbers</source>
        <translation>Patches sind Zahlen</translation>
    </message>
    <message>
        <source>Noise for each patch</source>
        <translation>Rauschen je Patch</translation>
    </message>
    <message>
        <source>The painted mask</source>
        <translation>Die gemalte Maske</translation>
    </message>
    <message>
        <source>Sort by noise</source>
        <translation>Nach Rauschen sortieren</translation>
    </message>
    <message>
        <source>Visible first</source>
        <translation>Sichtbare zuerst</translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation>Die ersten behalten</translation>
    </message>
    <message>
        <source>Encode what is visible</source>
        <translation>Sichtbares kodieren</translation>
    </message>
    <message>
        <source>Insert mask tokens</source>
        <translation>Maskentokens einfügen</translation>
    </message>
    <message>
        <source>Undo the sort</source>
        <translation>Zurücksortieren</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Dekodieren</translation>
    </message>
    <message>
        <source>Back to pixels</source>
        <translation>Zurück zu Pixeln</translation>
    </message>
    <message>
        <source>Keep %1 of %2</source>
        <translation>%1 von %2 behalten</translation>
    </message>
    <message>
        <source>Patch %1 · row %2, column %3 · %4</source>
        <translation>Patch %1 · Zeile %2, Spalte %3 · %4</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>visible</source>
        <translation>sichtbar</translation>
    </message>
    <message>
        <source> · number %1, place %2 of %3</source>
        <translation> · Zahl %1, Platz %2 von %3</translation>
    </message>
</context>
<context>
    <name>mae::ui::StepsControls</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back: to the start of this step, or to the one before (←)</source>
        <translation>Zurück: zum Anfang dieses Schritts oder zum vorigen (←)</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>Next step: shows it and stops at its end (→)</source>
        <translation>Nächster Schritt: zeigt ihn und hält an seinem Ende (→)</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Langsam</translation>
    </message>
    <message>
        <source>Slow motion: three times slower (S)</source>
        <translation>Zeitlupe: dreimal langsamer (S)</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>Zeitlupe</translation>
    </message>
    <message>
        <source>Progress within the step</source>
        <translation>Fortschritt innerhalb des Schritts</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Pause: stays at this moment (Space)</source>
        <translation>Pausieren: bleibt bei diesem Augenblick (Leertaste)</translation>
    </message>
    <message>
        <source>Play: all steps from here to the end (Space)</source>
        <translation>Abspielen: alle Schritte von hier bis zum Ende (Leertaste)</translation>
    </message>
</context>
<context>
    <name>mae::ui::StepsView</name>
    <message>
        <source>Open a picture to see step by step how the model fills it in.</source>
        <translation>Öffnen Sie ein Bild, um Schritt für Schritt zu sehen, wie das Modell es auffüllt.</translation>
    </message>
    <message>
        <source>Computing the steps…</source>
        <translation>Schritte werden berechnet …</translation>
    </message>
    <message>
        <source>This model is an encoder without a decoder: its steps end before a picture could come back. Choose a model with a decoder to see all of them.</source>
        <translation>Dieses Modell ist ein Encoder ohne Decoder: Seine Schritte enden, bevor ein Bild zurückkommen könnte. Wählen Sie ein Modell mit Decoder, um alle zu sehen.</translation>
    </message>
    <message>
        <source>How it works</source>
        <translation>So funktioniert es</translation>
    </message>
</context>
<context>
    <name>mae::ui::StrategySettings</name>
    <message>
        <source>Mask: %1</source>
        <translation>Maske: %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::StrategyStripView</name>
    <message>
        <source>Strategy strip</source>
        <translation>Strategiestreifen</translation>
    </message>
    <message>
        <source>%1 Click to use this strategy.</source>
        <translation>%1 Klicken, um diese Strategie zu verwenden.</translation>
    </message>
</context>
<context>
    <name>mae::ui::StripView</name>
    <message>
        <source>There is nothing to show yet.</source>
        <translation>Noch gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>“%1” has no decoder: it can&apos;t reconstruct a picture.</source>
        <translation>„%1“ hat keinen Decoder: Er kann kein Bild rekonstruieren.</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>The picture as the model would see all of it</source>
        <translation>Das ganze Bild, wie das Modell es sehen würde</translation>
    </message>
</context>
<context>
    <name>mae::ui::SurpriseList</name>
    <message>
        <source>row 00, column 00</source>
        <translation>Zeile 00, Spalte 00</translation>
    </message>
    <message>
        <source>00. Patch 0000</source>
        <translation>00. Patch 0000</translation>
    </message>
</context>
<context>
    <name>mae::ui::SurpriseModel</name>
    <message>
        <source>row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>%1 levels</source>
        <translation>%1 Stufen</translation>
    </message>
    <message>
        <source>%1. Patch %2</source>
        <translation>%1. Patch %2</translation>
    </message>
    <message>
        <source>Number %1: patch %2, %3, error %4</source>
        <translation>Nummer %1: Patch %2, %3, Fehler %4</translation>
    </message>
</context>
<context>
    <name>mae::ui::SwipeView</name>
    <message>
        <source>Left of the curtain</source>
        <translation>Links vom Vorhang</translation>
    </message>
    <message>
        <source>Right of it</source>
        <translation>Rechts davon</translation>
    </message>
    <message>
        <source>Picture left of the curtain</source>
        <translation>Bild links vom Vorhang</translation>
    </message>
    <message>
        <source>Picture right of the curtain</source>
        <translation>Bild rechts vom Vorhang</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>The picture with its hidden patches in grey: what the model sees</source>
        <translation>Das Bild mit seinen verdeckten Patches in Grau: was das Modell sieht</translation>
    </message>
    <message>
        <source>What the model makes of the visible patches</source>
        <translation>Was das Modell aus den sichtbaren Patches macht</translation>
    </message>
    <message>
        <source>The picture as it is</source>
        <translation>Das Bild, wie es ist</translation>
    </message>
    <message>
        <source>Drag the curtain, or move it with the arrow keys: with Shift in larger steps, Home and End go to the edges.</source>
        <translation>Ziehen Sie den Vorhang, oder bewegen Sie ihn mit den Pfeiltasten: mit Umschalt in größeren Schritten, Pos1 und Ende gehen zu den Rändern.</translation>
    </message>
</context>
<context>
    <name>mae::ui::TensorInspector</name>
    <message>
        <source>Selected tensor</source>
        <translation>Gewählter Tensor</translation>
    </message>
    <message>
        <source>&amp;Logarithmic counts</source>
        <translation>&amp;Logarithmische Anzahl</translation>
    </message>
    <message>
        <source>Shows rare values beside frequent ones</source>
        <translation>Zeigt seltene Werte neben häufigen</translation>
    </message>
    <message>
        <source>Patch-embedding filters</source>
        <translation>Filter der Patch-Einbettung</translation>
    </message>
    <message>
        <source>Position embeddings</source>
        <translation>Positionseinbettungen</translation>
    </message>
    <message>
        <source>Likeness of position embeddings</source>
        <translation>Ähnlichkeit der Positionseinbettungen</translation>
    </message>
    <message>
        <source>A tile for each place of the picture, bright at all places whose embedding is like its own: neighbours should be alike.</source>
        <translation>Eine Kachel je Ort des Bildes, hell an allen Orten, deren Einbettung der eigenen gleicht: Nachbarn sollten sich ähneln.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Select a tensor in the table to see how its values are spread.</source>
        <translation>Wählen Sie einen Tensor in der Tabelle, um zu sehen, wie sich seine Werte verteilen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln values are not finite</source>
        <translation>
            <numerusform>%Ln Wert ist nicht endlich</numerusform>
            <numerusform>%Ln Werte sind nicht endlich</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the values…</source>
        <translation>Werte werden gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln filters that a patch meets first, each stretched to full contrast; long training turns their noise into edges, stripes and spots.</source>
        <translation>
            <numerusform>Der %Ln Filter, auf den ein Patch zuerst trifft, auf vollen Kontrast gestreckt; langes Training macht aus seinem Rauschen Kanten, Streifen und Flecken.</numerusform>
            <numerusform>Die %Ln Filter, auf die ein Patch zuerst trifft, jeder auf vollen Kontrast gestreckt; langes Training macht aus ihrem Rauschen Kanten, Streifen und Flecken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::TensorTableModel</name>
    <message>
        <source>The tensor&apos;s name in the published code</source>
        <translation>Der Name des Tensors im veröffentlichten Code</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>Values that are infinite or no number; the other columns leave them out</source>
        <translation>Werte, die unendlich oder keine Zahl sind; die anderen Spalten lassen sie aus</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Published name</source>
        <translation>Veröffentlichter Name</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Not finite</source>
        <translation>Nicht endlich</translation>
    </message>
</context>
<context>
    <name>mae::ui::TrainWorkspace</name>
    <message>
        <source>%1 pictures · %2 · computed in %3</source>
        <translation>%1 Bilder · %2 · gerechnet in %3</translation>
    </message>
    <message>
        <source>A run is being prepared.</source>
        <translation>Ein Lauf wird gerade vorbereitet.</translation>
    </message>
    <message>
        <source>“%1” has finished after %2 steps. Explore its model, or continue it to more epochs.</source>
        <translation>„%1“ ist nach %2 Schritten fertig. Erkunden Sie das Modell, oder setzen Sie den Lauf für weitere Epochen fort.</translation>
    </message>
    <message>
        <source>Use in Explore</source>
        <translation>In „Erkunden“ benutzen</translation>
    </message>
    <message>
        <source>“%1” was stopped at step %2 and kept. It can be continued.</source>
        <translation>„%1“ wurde bei Schritt %2 angehalten und bleibt erhalten. Der Lauf lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>Continue…</source>
        <translation>Fortsetzen …</translation>
    </message>
    <message>
        <source>New Run With Half the Rate</source>
        <translation>Neuer Lauf mit halber Lernrate</translation>
    </message>
    <message>
        <source>New Run With Half the Batch</source>
        <translation>Neuer Lauf mit halbem Batch</translation>
    </message>
    <message>
        <source>New Run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Choose pictures and settings for another run.</source>
        <translation>Bilder und Einstellungen für einen weiteren Lauf wählen.</translation>
    </message>
    <message>
        <source>Start Training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Starts the run as the form describes it.</source>
        <translation>Startet den Lauf so, wie das Formular ihn beschreibt.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Saves the run and ends it; it can be continued.</source>
        <translation>Speichert den Lauf und beendet ihn; er lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>Save Now</source>
        <translation>Jetzt speichern</translation>
    </message>
    <message>
        <source>Saves a checkpoint and goes on.</source>
        <translation>Speichert einen Checkpoint und macht weiter.</translation>
    </message>
    <message>
        <source>Explore reconstructs with the model of this run, as it is now.</source>
        <translation>„Erkunden“ rekonstruiert mit dem Modell dieses Laufs, so wie es jetzt ist.</translation>
    </message>
    <message>
        <source>Trains on from the newest checkpoint, to more epochs if you like.</source>
        <translation>Trainiert vom neuesten Checkpoint aus weiter, auf Wunsch für mehr Epochen.</translation>
    </message>
    <message>
        <source>New Run With These Settings</source>
        <translation>Neuer Lauf mit diesen Einstellungen</translation>
    </message>
    <message>
        <source>Opens the form with the settings of this run.</source>
        <translation>Öffnet das Formular mit den Einstellungen dieses Laufs.</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Shows the run&apos;s checkpoints, metrics and previews.</source>
        <translation>Zeigt Checkpoints, Messwerte und Vorschauen des Laufs.</translation>
    </message>
    <message>
        <source>Export Curves…</source>
        <translation>Kurven exportieren …</translation>
    </message>
    <message>
        <source>Writes the curves as a picture, a PDF or a table.</source>
        <translation>Schreibt die Kurven als Bild, PDF oder Tabelle.</translation>
    </message>
    <message>
        <source>Move to Trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Removes the run; this can be undone.</source>
        <translation>Entfernt den Lauf; das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Train a model on scenes that the program draws, or drop a folder of pictures here.</source>
        <translation>Trainieren Sie ein Modell mit Szenen, die das Programm zeichnet, oder legen Sie einen Ordner mit Bildern hier ab.</translation>
    </message>
    <message>
        <source>Start a Small Run Now</source>
        <translation>Jetzt einen kleinen Lauf starten</translation>
    </message>
    <message>
        <source>The preset Tiny on scenes: a minute on most machines.</source>
        <translation>Die Vorlage „Winzig“ mit Szenen: auf den meisten Rechnern eine Minute.</translation>
    </message>
    <message>
        <source>Saved at step %1.</source>
        <translation>Gespeichert bei Schritt %1.</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>“%1” was moved to the trash.</source>
        <translation>„%1“ wurde in den Papierkorb verschoben.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weitertrainieren</translation>
    </message>
    <message>
        <source>Trains on.</source>
        <translation>Trainiert weiter.</translation>
    </message>
    <message>
        <source>Waits after this step; the model can be explored meanwhile.</source>
        <translation>Wartet nach diesem Schritt; das Modell lässt sich inzwischen erkunden.</translation>
    </message>
    <message>
        <source>Web addresses are not read: this program never uses the network. Save the pictures to a folder and drop that.</source>
        <translation>Adressen im Web werden nicht gelesen: Dieses Programm benutzt nie das Netz. Speichern Sie die Bilder in einem Ordner und legen Sie diesen ab.</translation>
    </message>
    <message>
        <source>%1 (read only, followed live)</source>
        <translation>%1 (nur gelesen, laufend verfolgt)</translation>
    </message>
    <message>
        <source>Another process trains this run. It is only read here; what is added appears as it comes.</source>
        <translation>Ein anderer Prozess trainiert diesen Lauf. Hier wird er nur gelesen; Neues erscheint, sobald es da ist.</translation>
    </message>
    <message>
        <source>Save Elsewhere…</source>
        <translation>Anderswo sichern …</translation>
    </message>
    <message>
        <source>Writing the film: picture %1 of %2</source>
        <translation>Der Film wird geschrieben: Bild %1 von %2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Als „%1“ gesichert.</translation>
    </message>
    <message>
        <source>Add a Run From Elsewhere</source>
        <translation>Lauf von anderswo hinzufügen</translation>
    </message>
    <message>
        <source>Export as a Film</source>
        <translation>Als Film exportieren</translation>
    </message>
    <message>
        <source>MP4 videos (*.mp4)</source>
        <translation>MP4-Videos (*.mp4)</translation>
    </message>
    <message>
        <source>GIF animations (*.gif)</source>
        <translation>GIF-Animationen (*.gif)</translation>
    </message>
    <message>
        <source>Fork Run</source>
        <translation>Lauf abzweigen</translation>
    </message>
    <message>
        <source>Begins a new run with the newest checkpoint of this one, which stays as it is.</source>
        <translation>Beginnt einen neuen Lauf mit dem neuesten Checkpoint von diesem, der bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Add a Run From Elsewhere…</source>
        <translation>Lauf von anderswo hinzufügen …</translation>
    </message>
    <message>
        <source>Lists a run in another folder, e.g. of another machine; it stays there.</source>
        <translation>Listet einen Lauf in einem anderen Ordner auf, z. B. von einem anderen Rechner; er bleibt dort.</translation>
    </message>
    <message>
        <source>Take off the List</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>Lists the run no longer; its folder stays as it is.</source>
        <translation>Listet den Lauf nicht mehr auf; sein Ordner bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Compare or Not</source>
        <translation>Vergleichen oder nicht</translation>
    </message>
    <message>
        <source>Draws the run behind the one that is shown (the box in the list, Space).</source>
        <translation>Zeichnet den Lauf hinter den gezeigten (das Kästchen in der Liste, Leertaste).</translation>
    </message>
    <message>
        <source>Compare None</source>
        <translation>Keinen vergleichen</translation>
    </message>
    <message>
        <source>Shows the run alone again.</source>
        <translation>Zeigt den Lauf wieder allein.</translation>
    </message>
    <message>
        <source>Export Reconstructions as a Film…</source>
        <translation>Rekonstruktionen als Film exportieren …</translation>
    </message>
    <message>
        <source>Writes the probe pictures over the run as GIF or MP4.</source>
        <translation>Schreibt die Probebilder im Lauf der Zeit als GIF oder MP4.</translation>
    </message>
    <message>
        <source>The run is now saved in “%1”.</source>
        <translation>Der Lauf wird jetzt in „%1“ gesichert.</translation>
    </message>
    <message>
        <source>The run goes on at step %1, where it was last saved: %2 later steps are done again.</source>
        <translation>Der Lauf geht bei Schritt %1 weiter, wo er zuletzt gesichert wurde: %2 spätere Schritte werden wiederholt.</translation>
    </message>
    <message>
        <source>Runs that wait for their turn: %1. They are held back because the last one was stopped.</source>
        <translation>Läufe, die warten: %1. Sie werden zurückgehalten, weil der letzte angehalten wurde.</translation>
    </message>
    <message>
        <source>Start the Next</source>
        <translation>Nächsten starten</translation>
    </message>
    <message>
        <source>“%1” starts when the run before has ended. Runs that wait: %2.</source>
        <translation>„%1“ startet, wenn der Lauf davor zu Ende ist. Läufe, die warten: %2.</translation>
    </message>
    <message>
        <source>Take Out of the Queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>“%1” was cut off. It is saved up to step %2.</source>
        <translation>„%1“ wurde unterbrochen. Gesichert ist er bis Schritt %2.</translation>
    </message>
    <message>
        <source>A New or Empty Folder for the Run</source>
        <translation>Ein neuer oder leerer Ordner für den Lauf</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Shows gradients, weights and activations by layer instead of curves.</source>
        <translation>Zeigt Gradienten, Gewichte und Aktivierungen nach Schichten anstelle der Kurven.</translation>
    </message>
    <message>
        <source>All Runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Shows all runs as a table: search, sort, compare, tidy up.</source>
        <translation>Zeigt alle Läufe als Tabelle: suchen, sortieren, vergleichen, aufräumen.</translation>
    </message>
    <message>
        <source>Put Back From Trash</source>
        <translation>Aus dem Papierkorb zurückholen</translation>
    </message>
    <message>
        <source>Brings back what was last moved to the trash since the start.</source>
        <translation>Holt zurück, was seit dem Start zuletzt in den Papierkorb kam.</translation>
    </message>
    <message>
        <source>The run that waits for its turn is not started.</source>
        <translation>Der Lauf, der wartet, wird nicht gestartet.</translation>
    </message>
    <message>
        <source>Start Next</source>
        <translation>Als Nächstes starten</translation>
    </message>
    <message>
        <source>Gives the next turn to the run that waits.</source>
        <translation>Gibt dem Lauf, der wartet, den nächsten Platz.</translation>
    </message>
    <message>
        <source>The run begins again: it was cut off before it was first saved.</source>
        <translation>Der Lauf beginnt von vorn: Er wurde abgebrochen, bevor er zum ersten Mal gesichert war.</translation>
    </message>
    <message>
        <source>“%1” was cut off before it was first saved. It can begin again.</source>
        <translation>„%1“ wurde abgebrochen, bevor er zum ersten Mal gesichert war. Er kann von vorn beginnen.</translation>
    </message>
    <message numerus="yes">
        <source>%n runs were moved to the trash.</source>
        <translation>
            <numerusform>%n Lauf wurde in den Papierkorb verschoben.</numerusform>
            <numerusform>%n Läufe wurden in den Papierkorb verschoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Put Back “%1”</source>
        <translation>„%1“ zurückholen</translation>
    </message>
    <message numerus="yes">
        <source>Put Back %n Runs</source>
        <translation>
            <numerusform>%n Lauf zurückholen</numerusform>
            <numerusform>%n Läufe zurückholen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mae::ui::TriptychView</name>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>%1 of %2 visible</source>
        <translation>%1 von %2 sichtbar</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>visible</source>
        <translation>sichtbar</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Patch %1 · row %2, column %3</source>
        <translation>Patch %1 · Zeile %2, Spalte %3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>by likeness</source>
        <translation>nach Ähnlichkeit</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::ValidationEdit</name>
    <message>
        <source>Folders of validation pictures</source>
        <translation>Ordner mit Validierungsbildern</translation>
    </message>
    <message>
        <source>The val folder beside train</source>
        <translation>Der Ordner „val“ neben „train“</translation>
    </message>
    <message>
        <source>A share of the pictures</source>
        <translation>Ein Anteil der Bilder</translation>
    </message>
    <message>
        <source>Other folders</source>
        <translation>Andere Ordner</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation>Validierungsbilder</translation>
    </message>
    <message>
        <source>Pictures that measure the loss and are not learned from.</source>
        <translation>Bilder, an denen der Loss gemessen und nicht gelernt wird.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Share of the pictures that validate</source>
        <translation>Anteil der Bilder, die validieren</translation>
    </message>
    <message>
        <source>Chosen by seed and file name: the same ones every time.</source>
        <translation>Nach Startwert und Dateiname gewählt: jedes Mal dieselben.</translation>
    </message>
    <message>
        <source>Add a folder of validation pictures, or drop one here.</source>
        <translation>Fügen Sie einen Ordner mit Validierungsbildern hinzu, oder ziehen Sie einen hierher.</translation>
    </message>
    <message>
        <source>Scenes have no val folder: take a share to measure a validation loss.</source>
        <translation>Szenen haben keinen Ordner „val“: Nehmen Sie einen Anteil, um einen Validierungs-Loss zu messen.</translation>
    </message>
</context>
<context>
    <name>mae::ui::ViewDeck</name>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Model in training</source>
        <translation>Modell im Training</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
</context>
<context>
    <name>mae::ui::ViewFigures</name>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>%1 of %2 visible</source>
        <translation>%1 von %2 sichtbar</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>by likeness</source>
        <translation>nach Ähnlichkeit</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
</context>
<context>
    <name>mae::ui::ViewTable</name>
    <message>
        <source>&amp;Triptych</source>
        <translation>Tript&amp;ychon</translation>
    </message>
    <message>
        <source>Masked, reconstruction and original side by side</source>
        <translation>Maskiertes Bild, Rekonstruktion und Original nebeneinander</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Wischen</translation>
    </message>
    <message>
        <source>A curtain between two of the pictures</source>
        <translation>Ein Vorhang zwischen zwei der Bilder</translation>
    </message>
    <message>
        <source>&amp;Blink</source>
        <translation>&amp;Blinken</translation>
    </message>
    <message>
        <source>The reconstruction; the original while Space is held</source>
        <translation>Die Rekonstruktion; das Original, solange die Leertaste gedrückt ist</translation>
    </message>
    <message>
        <source>&amp;Error Map</source>
        <translation>Fe&amp;hlerkarte</translation>
    </message>
    <message>
        <source>How far each pixel and each patch is from the original</source>
        <translation>Wie weit jedes Pixel und jeder Patch vom Original entfernt ist</translation>
    </message>
    <message>
        <source>&amp;Ratio Strip</source>
        <translation>Ante&amp;ilsstreifen</translation>
    </message>
    <message>
        <source>The picture at nine mask ratios; a click adopts one</source>
        <translation>Das Bild bei neun Maskierungsanteilen; ein Klick übernimmt einen</translation>
    </message>
    <message>
        <source>&amp;Strategy Strip</source>
        <translation>St&amp;rategiestreifen</translation>
    </message>
    <message>
        <source>The picture under every strategy; a click adopts one</source>
        <translation>Das Bild unter jeder Strategie; ein Klick übernimmt eine</translation>
    </message>
    <message>
        <source>S&amp;heet</source>
        <translation>Bil&amp;derbogen</translation>
    </message>
    <message>
        <source>All pictures of the gallery, three of each</source>
        <translation>Alle Bilder der Galerie, je drei davon</translation>
    </message>
    <message>
        <source>Wh&amp;ole Picture</source>
        <translation>Gan&amp;zes Bild</translation>
    </message>
    <message>
        <source>Every patch predicted by complementary masks, and how sure of it the model is</source>
        <translation>Jeder Patch von komplementären Masken vorhergesagt, und wie sicher sich das Modell dabei ist</translation>
    </message>
    <message>
        <source>&amp;Attention</source>
        <translation>&amp;Attention</translation>
    </message>
    <message>
        <source>Where encoder and decoder look, from the patch pointed at</source>
        <translation>Wohin Encoder und Decoder sehen, von dem Patch aus, auf den gezeigt wird</translation>
    </message>
    <message>
        <source>&amp;Leave One Out</source>
        <translation>Einen weg&amp;lassen</translation>
    </message>
    <message>
        <source>What a visible patch told the model</source>
        <translation>Was ein sichtbarer Patch dem Modell sagte</translation>
    </message>
    <message>
        <source>&amp;Compare Models</source>
        <translation>Modelle verglei&amp;chen</translation>
    </message>
    <message>
        <source>Two models on the same mask</source>
        <translation>Zwei Modelle bei derselben Maske</translation>
    </message>
    <message>
        <source>The computation step by step, with its real numbers</source>
        <translation>Die Rechnung Schritt für Schritt, mit ihren echten Zahlen</translation>
    </message>
    <message>
        <source>How &amp;It Works</source>
        <translation>So funktioniert &amp;es</translation>
    </message>
</context>
<context>
    <name>mae::ui::WholeView</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Every patch predicted</source>
        <translation>Jeder Patch vorhergesagt</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>Uneinigkeit</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Complementary masks: so many masks hide every patch once between them, so that each is predicted from the others. More masks hide less at once.</source>
        <translation>Komplementäre Masken: So viele Masken verdecken zusammen jeden Patch einmal, sodass jeder aus den anderen vorhergesagt wird. Mehr Masken verdecken weniger auf einmal.</translation>
    </message>
    <message>
        <source>Complementary masks</source>
        <translation>Komplementäre Masken</translation>
    </message>
    <message>
        <source>Deal the patches out anew</source>
        <translation>Die Patches neu verteilen</translation>
    </message>
    <message>
        <source>Most surprising patches</source>
        <translation>Überraschendste Patches</translation>
    </message>
    <message>
        <source>The patches whose prediction is furthest from the truth: the others told least about them.</source>
        <translation>Die Patches, deren Vorhersage am weitesten von der Wahrheit entfernt ist: Die anderen sagten am wenigsten über sie.</translation>
    </message>
    <message>
        <source>%1 levels</source>
        <translation>%1 Stufen</translation>
    </message>
    <message>
        <source>error %1, disagreement %2</source>
        <translation>Fehler %1, Uneinigkeit %2</translation>
    </message>
</context>
</TS>
